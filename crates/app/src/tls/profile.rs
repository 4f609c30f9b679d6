//! The authority as tablets take it in: the certificate itself, and a profile for those of Apple.

use super::kept::Authority;

/// `ceiba.mobileconfig`: a profile that holds the certificate and nothing else.
pub fn apple(authority: &Authority) -> String {
    let bytes = authority.fingerprint().bytes();
    let id = |salt: u8| {
        let mut own = [0u8; 16];
        own.iter_mut().zip(bytes).for_each(|(id, byte)| *id = byte ^ salt);
        uuid::Builder::from_custom_bytes(own).into_uuid().to_string().to_uppercase()
    };
    let content = base64(&authority.certificate);
    let title = escaped(&authority.title);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n\
         <plist version=\"1.0\"><dict>\n\
         <key>PayloadType</key><string>Configuration</string>\n\
         <key>PayloadVersion</key><integer>1</integer>\n\
         <key>PayloadIdentifier</key><string>ceiba.authority.{outer}</string>\n\
         <key>PayloadUUID</key><string>{outer}</string>\n\
         <key>PayloadDisplayName</key><string>{title}</string>\n\
         <key>PayloadContent</key><array><dict>\n\
         <key>PayloadType</key><string>com.apple.security.root</string>\n\
         <key>PayloadVersion</key><integer>1</integer>\n\
         <key>PayloadIdentifier</key><string>ceiba.authority.{inner}</string>\n\
         <key>PayloadUUID</key><string>{inner}</string>\n\
         <key>PayloadDisplayName</key><string>{title}</string>\n\
         <key>PayloadCertificateFileName</key><string>ceiba.crt</string>\n\
         <key>PayloadContent</key><data>{content}</data>\n\
         </dict></array>\n\
         </dict></plist>\n",
        outer = id(0),
        inner = id(0x5a),
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

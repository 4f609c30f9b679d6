//! A table of words and figures, as aligned text, Markdown or CSV.

/// Heads and rows; every row has as many fields as there are heads.
pub struct Table {
    pub heads: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Table {
    pub fn new(heads: &[&str]) -> Table {
        Table { heads: heads.iter().map(|head| (*head).to_owned()).collect(), rows: Vec::new() }
    }
    /// Columns as wide as their widest field, figures to the right.
    pub fn text(&self) -> String {
        let width = |column: usize| {
            let fields = std::iter::once(&self.heads).chain(&self.rows).filter_map(|row| row.get(column));
            fields.map(|field| field.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.heads.len()).map(width).collect();
        let line = |row: &Vec<String>| {
            let fields = row.iter().zip(&widths).enumerate().map(|(at, (field, width))| {
                let space = " ".repeat(width.saturating_sub(field.chars().count()));
                if at == 0 { format!("{field}{space}") } else { format!("{space}{field}") }
            });
            format!("{}\n", fields.collect::<Vec<_>>().join("  ").trim_end())
        };
        std::iter::once(&self.heads).chain(&self.rows).map(line).collect()
    }
    pub fn markdown(&self) -> String {
        let line = |row: &Vec<String>| format!("| {} |\n", row.join(" | "));
        let rule = format!("|{}\n", self.heads.iter().map(|_| "---|").collect::<String>());
        line(&self.heads) + &rule + &self.rows.iter().map(line).collect::<String>()
    }
    /// RFC 4180, with quotes only where a field needs them.
    pub fn csv(&self) -> String {
        let quoted = |field: &String| {
            if field.contains([',', '"', '\n']) {
                format!("\"{}\"", field.replace('"', "\"\""))
            } else {
                field.clone()
            }
        };
        let line = |row: &Vec<String>| format!("{}\n", row.iter().map(quoted).collect::<Vec<_>>().join(","));
        std::iter::once(&self.heads).chain(&self.rows).map(line).collect()
    }
}

/// A count with its thousands set apart: `-39,500`.
pub fn grouped(number: f64) -> String {
    let digits = format!("{:.0}", number.abs());
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if number <= -0.5 { format!("-{out}") } else { out }
}

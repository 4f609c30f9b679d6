//! Values of Parquet's types as a person would write them: a date as a date, a whole number without a point.

use jiff::civil::Date;
use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type};
use parquet::schema::types::ColumnDescriptor;
use std::fmt::Write;

const SECONDS_A_DAY: i64 = 86_400;
/// Days of the calendar that can be written lie within this many of 1970.
const DAYS_MAX: i64 = 1_000_000;

/// What the stored values of a column stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// A number, or text, as it is stored.
    Itself,
    /// A number that is never negative, stored in as many bits.
    Unsigned,
    /// Days since 1970.
    Day,
    /// So many units a second since 1970.
    Instant(i64),
    /// A number with so many digits behind the point.
    Decimal(u32),
    Uuid,
}

impl Stands {
    /// `None` for types that no column of people has: lists, intervals, shapes.
    pub fn of(column: &ColumnDescriptor) -> Option<Stands> {
        let stored = column.physical_type();
        if column.max_rep_level() > 0 {
            return None;
        }
        let known = match column.logical_type_ref() {
            Some(logical) => logical_type(logical)?,
            None => converted_type(column.converted_type(), column)?,
        };
        let fits = match stored {
            Type::BYTE_ARRAY | Type::BOOLEAN | Type::FLOAT | Type::DOUBLE => known == Stands::Itself,
            Type::FIXED_LEN_BYTE_ARRAY => match known {
                Stands::Uuid => column.type_length() == 16,
                Stands::Decimal(_) => (1..=16).contains(&column.type_length()),
                _ => false,
            },
            Type::INT32 | Type::INT64 | Type::INT96 => known != Stands::Uuid,
        };
        // An instant of old writers, in twelve bytes.
        fits.then_some(if stored == Type::INT96 { Stands::Instant(1) } else { known })
    }
}

fn logical_type(logical: &LogicalType) -> Option<Stands> {
    Some(match logical {
        LogicalType::String | LogicalType::Enum | LogicalType::Json | LogicalType::Unknown => Stands::Itself,
        LogicalType::Integer(integer) if integer.is_signed => Stands::Itself,
        LogicalType::Integer(_) => Stands::Unsigned,
        LogicalType::Date => Stands::Day,
        LogicalType::Timestamp(instant) => Stands::Instant(match instant.unit {
            TimeUnit::MILLIS => 1_000,
            TimeUnit::MICROS => 1_000_000,
            TimeUnit::NANOS => 1_000_000_000,
        }),
        LogicalType::Decimal(decimal) => Stands::Decimal(u32::try_from(decimal.scale).ok()?),
        LogicalType::Uuid => Stands::Uuid,
        _ => return None,
    })
}

fn converted_type(converted: ConvertedType, column: &ColumnDescriptor) -> Option<Stands> {
    Some(match converted {
        ConvertedType::DATE => Stands::Day,
        ConvertedType::TIMESTAMP_MILLIS => Stands::Instant(1_000),
        ConvertedType::TIMESTAMP_MICROS => Stands::Instant(1_000_000),
        ConvertedType::UINT_8 | ConvertedType::UINT_16 | ConvertedType::UINT_32 | ConvertedType::UINT_64 => {
            Stands::Unsigned
        }
        ConvertedType::DECIMAL => Stands::Decimal(u32::try_from(column.type_scale()).ok()?),
        ConvertedType::NONE
        | ConvertedType::UTF8
        | ConvertedType::ENUM
        | ConvertedType::JSON
        | ConvertedType::INT_8
        | ConvertedType::INT_16
        | ConvertedType::INT_32
        | ConvertedType::INT_64 => Stands::Itself,
        _ => return None,
    })
}

/// Values one after the other in one text.
#[derive(Default)]
pub struct Cells {
    text: String,
    ends: Vec<usize>,
}

impl Cells {
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }
    pub fn get(&self, at: usize) -> &str {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.text[start..self.ends[at]]
    }
    /// Writes the next value; what cannot be written is empty.
    pub fn push(&mut self, value: impl std::fmt::Display) {
        // Writing to a text fails for values alone, and those written here do not.
        let _ = write!(self.text, "{value}");
        self.ends.push(self.text.len());
    }
    pub fn push_int(&mut self, value: i64, bits: u32, stands: Stands) {
        match stands {
            Stands::Unsigned if bits == 32 => self.push(value as u32),
            Stands::Unsigned => self.push(value as u64),
            Stands::Day => self.push_instant(value.checked_mul(SECONDS_A_DAY)),
            // Parts of a second tell nobody apart.
            Stands::Instant(units) => self.push_instant(Some(value.div_euclid(units))),
            Stands::Decimal(scale) => self.push_decimal(i128::from(value), scale),
            Stands::Itself | Stands::Uuid => self.push(value),
        }
    }
    /// A day as `1990-05-17`; another instant with its hour behind it. Days that no calendar has are empty.
    pub fn push_instant(&mut self, seconds: Option<i64>) {
        let written = seconds.and_then(|s| {
            let day = s.div_euclid(SECONDS_A_DAY);
            Some((date(day)?, s.rem_euclid(SECONDS_A_DAY)))
        });
        match written {
            None => self.push(""),
            Some((date, 0)) => self.push(date),
            Some((date, s)) => {
                self.push(format_args!("{date} {:02}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60));
            }
        }
    }
    /// A whole number without a point, as people write it; not-a-number is what some programs write for nothing.
    pub fn push_float(&mut self, value: f64) {
        if value.is_nan() { self.push("") } else { self.push(value) }
    }
    pub fn push_decimal(&mut self, unscaled: i128, scale: u32) {
        let sign = if unscaled < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", unscaled.unsigned_abs(), width = scale as usize + 1);
        let (whole, part) = digits.split_at(digits.len() - scale as usize);
        let point = if part.is_empty() { "" } else { "." };
        self.push(format_args!("{sign}{whole}{point}{part}"));
    }
    /// Bytes of a fixed number: a decimal in the order of reading, or an id.
    pub fn push_bytes(&mut self, bytes: &[u8], stands: Stands) {
        match (stands, <[u8; 16]>::try_from(bytes)) {
            (Stands::Uuid, Ok(bytes)) => self.push(uuid::Uuid::from_bytes(bytes)),
            (Stands::Decimal(scale), _) => self.push_decimal(signed(bytes), scale),
            _ => self.push(""),
        }
    }
}

fn date(day: i64) -> Option<Date> {
    let days = jiff::Span::new().try_days(day).ok().filter(|_| day.abs() < DAYS_MAX)?;
    jiff::civil::date(1970, 1, 1).checked_add(days).ok()
}

/// At most sixteen bytes as a signed number, the greatest first.
fn signed(bytes: &[u8]) -> i128 {
    let first = if bytes.first().is_some_and(|b| *b >= 0x80) { -1 } else { 0 };
    bytes.iter().fold(first, |number: i128, byte| number << 8 | i128::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Cells)) -> String {
        let mut cells = Cells::default();
        cells.push("before");
        write(&mut cells);
        cells.get(1).to_owned()
    }

    #[test]
    fn values_are_written_as_people_write_them() {
        let int = |value, bits, stands| written(|c| c.push_int(value, bits, stands));
        assert_eq!(int(7446, 32, Stands::Day), "1990-05-22");
        assert_eq!(int(-1, 32, Stands::Day), "1969-12-31");
        assert_eq!(int(i64::MAX, 64, Stands::Day), "", "no calendar has it");
        assert_eq!(int(86_400_000, 64, Stands::Instant(1_000)), "1970-01-02");
        assert_eq!(int(-1, 64, Stands::Instant(1_000_000)), "1969-12-31 23:59:59");
        assert_eq!(int(-1, 32, Stands::Unsigned), "4294967295");
        assert_eq!(int(-1, 64, Stands::Unsigned), "18446744073709551615");
        assert_eq!(int(-1205, 64, Stands::Decimal(2)), "-12.05");
        assert_eq!(int(5, 64, Stands::Decimal(3)), "0.005");
        assert_eq!(int(5, 64, Stands::Decimal(0)), "5");
        assert_eq!(written(|c| c.push_float(123_456_789.0)), "123456789");
        assert_eq!(written(|c| c.push_float(f64::NAN)), "");
        assert_eq!(written(|c| c.push_bytes(&[0xff, 0x85], Stands::Decimal(1))), "-12.3");
        let id = [0x11; 16];
        assert_eq!(written(|c| c.push_bytes(&id, Stands::Uuid)), "11111111-1111-1111-1111-111111111111");
    }
}

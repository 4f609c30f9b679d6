//! This area's tables and statements.

/// The area's migrations.
pub const MIGRATIONS: &[ledger::Migration] = &[ledger::Migration {
    id: "0050_statistics_cut",
    sql: include_str!("../migrations/0050_statistics_cut.sql"),
}];

ledger::table! {
    /// A cut: until when, when and by whom it was made, how much of it is withheld.
    pub STAT_CUT = "stat_cut" {
        key [],
        "up_to" text, "made_at" int, "made_by" uuid, "threshold" int, "cells" int, "withheld" int,
    }
}

ledger::statement! {
    /// The newest cut: the latest day, and of several of that day the one made last.
    pub NEWEST_CUT = "select record from stat_cut where tenant = $1 order by up_to desc, made_at desc, record desc limit 1";
    /// All cuts, newest first.
    pub CUTS = "select record, up_to, made_at, cells, withheld from stat_cut where tenant = $1 \
        order by up_to desc, made_at desc, record desc limit 50";
    /// Empties one imported data set before it is read again.
    pub CLEAR_FIGURES = "delete from published_figure where tenant = $1 and dataset = $2";
    /// Keeps one published figure.
    pub KEEP_FIGURE = "insert into published_figure (tenant, dataset, state, year, origin, procedure_type, kind, \
        level, unit, place, measure, persons) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    /// Yearly sums of a measure over all origins, kept apart by what was counted (persons, cases).
    pub YEARLY_FIGURES = "select year, unit, cast(sum(persons) as bigint) as total from published_figure \
        where tenant = $1 and dataset = $2 and state = $3 and measure = $4 and kind = $5 and level = $6 \
        group by year, unit order by year, unit";
    /// The origins of one year by size, kept apart by what was counted.
    pub FIGURES_BY_ORIGIN = "select origin, unit, cast(sum(persons) as bigint) as total from published_figure \
        where tenant = $1 and dataset = $2 and state = $3 and measure = $4 and kind = $5 and level = $6 and year = $7 \
        group by origin, unit order by total desc, origin";
    /// How many figures of each data set are kept.
    pub FIGURES_KEPT = "select dataset, count(*) as figures, max(year) as newest from published_figure \
        where tenant = $1 group by dataset order by dataset";
}

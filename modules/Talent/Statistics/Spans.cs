namespace OrgWork.Talent;

/// <summary>Periods of a figure that are shorter than the year, up to the day it is shown for; and a share whose rest is always the rows that fall short.</summary>
static class Spans
{
    public const string Month = "date_trunc('month', {day}::timestamp)::date", Quarter = "date_trunc('quarter', {day}::timestamp)::date";
    public const string HalfYear = "make_date(extract(year from {day})::int, case when extract(month from {day}) > 6 then 7 else 1 end, 1)";

    public static Figure Share(string id, string title, string group, Counted of, string where, string outOf, string formula, string source, string period = "本年", decimal? target = null, string wanting = "未达到的", IReadOnlyList<Rule>? under = null) =>
        new() { Id = id, Title = title, Group = group, Of = of, Where = where, OutOf = outOf, Wanting = $"({outOf}) and ({where}) is not true", WantingWords = wanting, Formula = formula, Source = source, Period = period, Better = Better.Higher, Target = target, Under = under! };
}

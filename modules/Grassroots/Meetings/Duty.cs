namespace OrgWork.Grassroots;

/// <summary>How often something is due.</summary>
public enum DutyPeriod { Month = 1, Quarter = 3, Year = 12 }

public static class DutyPeriods
{
    public static DateOnly StartOf(this DutyPeriod period, DateOnly day) => new(day.Year, (day.Month - 1) / (int)period * (int)period + 1, 1);
    public static DateOnly EndOf(this DutyPeriod period, DateOnly day) => period.StartOf(day).AddMonths((int)period).AddDays(-1);
}

/// <summary>What an organisation is, as far as its duties depend on it.</summary>
public sealed record Shape(Guid Id, string Name, string LocalityPath, string Kind, DateOnly? FoundedOn, bool IsBranch, bool IsCommittee, bool HasCommittee, bool HasGroups, int? ThemeDay, string? Secretary);

/// <summary>A duty of Party life: which meeting, how often, by which rule, for whom. Calendars, boards and figures are read off these.</summary>
public sealed record Duty(MeetingKind Kind, DutyPeriod Period, Rule<MeetingFacts> Rule, Func<Shape, bool> Applies, string AppliesSql)
{
    static Duty Of(string kind, DutyPeriod period, Rule<MeetingFacts> rule, Func<Shape, bool> applies, string sql) => new(MeetingKind.Of(kind)!, period, rule, applies, sql);

    public static readonly IReadOnlyList<Duty> All =
    [
        Of(MeetingKind.General, DutyPeriod.Quarter, MeetingRules.General, shape => shape.IsBranch, "is_branch"),
        Of(MeetingKind.Committee, DutyPeriod.Month, MeetingRules.Committee, shape => shape.HasCommittee, "has_committee"),
        Of(MeetingKind.Group, DutyPeriod.Month, MeetingRules.Group, shape => shape.HasGroups, "has_groups"),
        Of(MeetingKind.Lecture, DutyPeriod.Quarter, MeetingRules.Lecture, shape => shape.IsBranch, "is_branch"),
        Of(MeetingKind.ThemeDay, DutyPeriod.Month, MeetingRules.ThemeDay, shape => shape.IsBranch, "is_branch"),
        Of(MeetingKind.LifeMeeting, DutyPeriod.Year, MeetingRules.LifeMeeting, shape => shape.IsBranch, "is_branch"),
        Of(MeetingKind.Appraisal, DutyPeriod.Year, MeetingRules.Appraisal, shape => shape.IsBranch, "is_branch"),
        Of(MeetingKind.Study, DutyPeriod.Quarter, MeetingRules.Study, shape => shape.IsCommittee, "is_committee"),
        Of(MeetingKind.DemocraticLife, DutyPeriod.Year, MeetingRules.DemocraticLife, shape => shape.IsCommittee, "is_committee"),
    ];

    /// <summary>What an organisation is; <c>o</c> is the organisation. A committee of a branch is there when three hold a post in it.</summary>
    public const string ShapeSql = """
        o.kind in ('631', '632') as is_branch, left(o.kind, 1) in ('1', '2') or o.kind = '611' as is_committee,
        o.kind in ('631', '632') and (select count(*) from grassroots.member_post p where p.organisation_id = o.id and p.removed_at is null and p.ended_on is null) >= 3 as has_committee,
        o.kind in ('631', '632') and exists (select from grassroots.member g where g.organisation_id = o.id and g.party_group is not null and g.left_on is null and g.removed_at is null) as has_groups
        """;

    internal static string StartSql(DutyPeriod period) => $"date_trunc('{(period == DutyPeriod.Month ? "month" : period == DutyPeriod.Quarter ? "quarter" : "year")}', {{day}}::timestamp)::date";

    /// <summary>The facts of every organisation that stands, as of {day}.</summary>
    internal static string FactsSql => $$"""
        select o.id, o.locality_path, o.name as title, o.founded_on, o.theme_day as fixed_day, s.*, c.*, null::int as committee_members, null::int as committee_present, null::int as appraised, null::int as excellent
        from organisation o
        cross join lateral (select {{ShapeSql}}) s
        cross join lateral (
          select {{string.Join(",\n                 ", Counts)}}
          from meeting m where m.organisation_id = o.id and m.removed_at is null and m.state = '3' and m.held_on >= ({{StartSql(DutyPeriod.Year)}} - interval '1 year')::date and m.held_on <= {day}
        ) c
        where o.removed_at is null and o.abolished_on is null and o.state in ('1', '2')
        """;

    static IEnumerable<string> Counts =>
    [
        .. Both("general", MeetingKind.General, DutyPeriod.Quarter), .. Both("committee", MeetingKind.Committee, DutyPeriod.Month), .. Both("group", MeetingKind.Group, DutyPeriod.Month),
        .. Both("lecture", MeetingKind.Lecture, DutyPeriod.Quarter), .. Both("theme_day", MeetingKind.ThemeDay, DutyPeriod.Month), .. Both("study", MeetingKind.Study, DutyPeriod.Quarter),
        .. Both("secretary", MeetingKind.Lecture, DutyPeriod.Year, " and m.is_by_secretary"), .. Both("life_meeting", MeetingKind.LifeMeeting, DutyPeriod.Year), .. Both("appraisal", MeetingKind.Appraisal, DutyPeriod.Year), .. Both("democratic_life", MeetingKind.DemocraticLife, DutyPeriod.Year),
    ];

    static IEnumerable<string> Both(string name, string kind, DutyPeriod period, string also = "")
    {
        var counts = $"count(*) filter (where (m.kind = '{kind}' or '{kind}' = any(m.also)){also}";
        if (period == DutyPeriod.Year)
        {
            const string year = "coalesce(m.for_year, extract(year from m.held_on)::int)";
            yield return $"{counts} and {year} = extract(year from {{day}})::int - 1)::int as {name}_last";
            yield return $"{counts} and {year} = extract(year from {{day}})::int)::int as {name}_now";
        }
        else
        {
            var (start, months) = (StartSql(period), (int)period);
            yield return $"{counts} and m.held_on >= ({start} - interval '{months} months')::date and m.held_on < {start})::int as {name}_last";
            yield return $"{counts} and m.held_on >= {start})::int as {name}_now";
        }
    }
}

namespace OrgWork.Grassroots;

/// <summary>How often a leading member took part in the own branch as an ordinary member.</summary>
public sealed record DualLifeFacts
{
    [KnownAs("领导干部")] public bool? IsLeading { get; init; }
    [KnownAs("本年参加所在支部组织生活", Unit = "次")] public int? Attended { get; init; }
}

/// <summary>领导干部双重组织生活: besides the leading group's own meetings, those of the branch.</summary>
public static class DualLifeRules
{
    /// <summary>Meetings of a branch, and not of the leading group; <c>t</c> is the meeting.</summary>
    public const string OfBranch = "t.kind not in ('12', '31', '32', '33')";

    static readonly Population Leaders = new("members", $$"""
        select m.id, m.locality_path, m.name as title, m.is_leading,
               (select count(*)::int from attendance a join meeting t on t.id = a.meeting_id where a.member_id = m.id and a.standing = '1' and t.organisation_id = m.organisation_id and t.state = '3' and t.removed_at is null and {{OfBranch}}
                 and a.held_on >= date_trunc('year', {day}::timestamp)::date and a.held_on <= {day}) as attended
        from member m where m.is_leading and m.removed_at is null and m.left_on is null and m.membership_state = '1'
        """);

    public static readonly Rule<DualLifeFacts> Attendance = new()
    {
        Id = "grassroots.members.dual-life", Title = "领导干部以普通党员身份参加所在支部的组织生活", WhenBroken = "领导干部参加支部组织生活不足", Basis = new("关于新形势下党内政治生活的若干准则"), Severity = Severity.Remind, Light = "yellow", Population = Leaders,
        Text = "次数没有全国统一规定，按地方要求调整；年初几个月按月份折算。",
        Parameters = [new("count", "每年", 4, "次", Stricter.Higher)],
        Test = new RuleTest<DualLifeFacts>([nameof(DualLifeFacts.Attended)], "attended >= floor({count} * extract(month from {day}) / 12)", (f, t) =>
        {
            var due = Math.Floor(t["count"] * t.Day.Month / 12);
            return Finding.Of(f.Attended >= due, $"本年到会 {f.Attended} 次；每年 {t["count"]:0} 次，到 {t.Day.Month} 月应不少于 {due:0} 次");
        }).For(f => f.IsLeading, "is_leading", "不是领导干部"),
        Examples = [new("到四次", new() { IsLeading = true, Attended = 4 }, new(2026, 11, 21), Outcome.Met), new("只到一次", new() { IsLeading = true, Attended = 1 }, new(2026, 11, 21), Outcome.Broken), new("年初", new() { IsLeading = true, Attended = 0 }, new(2026, 2, 21), Outcome.Met)],
    };
}

namespace OrgWork.Grassroots;

/// <summary>What ceremonies a member has been at.</summary>
public sealed record CeremonyFacts
{
    [KnownAs("入党时间")] public DateOnly? JoinedOn { get; init; }
    [KnownAs("入党宣誓日期")] public DateOnly? OathOn { get; init; }
    [KnownAs("最近一次过政治生日")] public DateOnly? BirthdayOn { get; init; }
}

/// <summary>政治仪式: who has joined takes the oath; the day of joining comes round every year.</summary>
public static class CeremonyRules
{
    static readonly DateOnly Day = new(2026, 11, 21);

    static readonly Population Members = new("members", """
        select m.id, m.locality_path, m.name as title, m.joined_on, c.oath_on, c.birthday_on
        from member m
        cross join lateral (select min(a.held_on) filter (where t.ceremony = '3' and a.held_on >= m.joined_on) as oath_on, max(a.held_on) filter (where t.ceremony = '4') as birthday_on
          from attendance a join meeting t on t.id = a.meeting_id where a.member_id = m.id and a.standing = '1' and t.kind = '41' and t.state = '3' and t.removed_at is null) c
        where m.removed_at is null and m.left_on is null and m.membership_state = '1'
        """);

    public static readonly Rule<CeremonyFacts> Oath = new()
    {
        Id = "grassroots.members.oath", Title = "新接收的预备党员及时参加入党宣誓", WhenBroken = "新党员没有入党宣誓", Basis = new("中国共产党发展党员工作细则", "第五章　预备党员的教育、考察和转正"), Severity = Severity.Remind, Population = Members,
        Text = "只看近几年入党的；以前入党的，宣誓多在纸上，不再追问。",
        Parameters = [RuleParameter.Days("days", "入党后", 90, Stricter.Lower), new("years", "只看近", 2, "年", Stricter.Free) { Min = 1, Max = 10 }],
        Test = new RuleTest<CeremonyFacts>([nameof(CeremonyFacts.JoinedOn)], "oath_on is not null or joined_on + {days}::int >= {day} or (joined_on + make_interval(years => {years}::int))::date < {day}", (f, t) =>
            Finding.Of(f.OathOn is not null || f.JoinedOn!.Value.AddDays(t.Int("days")) >= t.Day || f.JoinedOn.Value.AddYears(t.Int("years")) < t.Day, $"入党 {Dates.Format(f.JoinedOn!.Value)}；{(f.OathOn is { } on ? $"{Dates.Format(on)} 宣誓" : "没有宣誓记录")}")),
        Examples =
        [
            new("已宣誓", new() { JoinedOn = new(2026, 1, 10), OathOn = new(2026, 2, 1) }, Day, Outcome.Met), new("十个月没有", new() { JoinedOn = new(2026, 1, 10) }, Day, Outcome.Broken),
            new("上月入党", new() { JoinedOn = new(2026, 10, 25) }, Day, Outcome.Met), new("多年以前", new() { JoinedOn = new(2011, 7, 1) }, Day, Outcome.Met),
        ],
    };

    public static readonly Rule<CeremonyFacts> BirthdayNear = new()
    {
        Id = "grassroots.members.birthday-near", Title = "政治生日前提醒支部", WhenBroken = "政治生日快到了", Basis = Basis.Practice("党员过“政治生日”制度"), Severity = Severity.Remind, Population = Members,
        Text = "按入党时间逐年计算；这一年已经过了的不再提醒。",
        Parameters = [RuleParameter.Days("days", "提前", 7, Stricter.Free)],
        Test = new RuleTest<CeremonyFacts>([nameof(CeremonyFacts.JoinedOn)], $"coalesce(birthday_on > {NextSql} - 60, false) or extract(year from {NextSql}) <= extract(year from joined_on) or {NextSql} > {{day}} + {{days}}::int", (f, t) =>
        {
            var next = Next(f.JoinedOn!.Value, t.Day);
            return Finding.Of(f.BirthdayOn > next.AddDays(-60) || next.Year <= f.JoinedOn.Value.Year || next > t.Day.AddDays(t.Int("days")), $"入党 {Dates.Format(f.JoinedOn.Value)}，{Dates.Format(next)} 满 {next.Year - f.JoinedOn.Value.Year} 年");
        }),
        Examples =
        [
            new("还有三天", new() { JoinedOn = new(2001, 11, 24) }, Day, Outcome.Broken), new("还有一个月", new() { JoinedOn = new(2001, 12, 24) }, Day, Outcome.Met),
            new("已经过了", new() { JoinedOn = new(2001, 11, 24), BirthdayOn = new(2026, 11, 5) }, Day, Outcome.Met), new("跨年", new() { JoinedOn = new(2010, 1, 2) }, new(2026, 12, 28), Outcome.Broken),
        ],
    };

    /// <summary>On or after the day, the next time the day of joining comes round.</summary>
    static DateOnly Next(DateOnly joined, DateOnly day) => joined.AddYears(day.Year - joined.Year) is var here && here >= day ? here : joined.AddYears(day.Year - joined.Year + 1);
    static string NextSql => $"case when {Round(0)} >= {{day}} then {Round(0)} else {Round(1)} end";
    static string Round(int later) => $"(joined_on + make_interval(years => extract(year from {{day}})::int - extract(year from joined_on)::int + {later}))::date";

    public static readonly IReadOnlyList<Rule> All = [Oath, BirthdayNear];

    /// <summary>贺卡 for a political birthday.</summary>
    public static readonly Document Card = new()
    {
        Id = "birthday-card", Title = "政治生日贺卡", Permission = PartyMeetings.Read,
        Options = [Field.Number("year", "年度", 2000, 2100).Hinted("不填即今年"), Field.Text("wish", "寄语", 100).Hinted("不填用通用的")],
        Layout = _ => new(Paper.Form,
            new PaperLine("政治生日贺卡") { Font = PaperFont.Title, Size = 26, Align = PaperAlign.Centre, Leading = 44, Above = 60 },
            new PaperLine("{姓名}同志：") { Font = PaperFont.FangSong, Size = 16, Leading = 32, Above = 24 },
            new PaperLine("　　{入党时间}，您光荣加入中国共产党。今天是您的第 {年数} 个政治生日。{寄语}") { Font = PaperFont.FangSong, Size = 16, Leading = 32 },
            new PaperLine("{党支部}") { Font = PaperFont.FangSong, Size = 16, Leading = 32, Align = PaperAlign.End, Above = 40 },
            new PaperLine("{生日}") { Font = PaperFont.FangSong, Size = 16, Leading = 32, Align = PaperAlign.End }),
        Fill = async request =>
        {
            var year = request.Options.GetValueOrDefault("year") as int? ?? request.Today.Year;
            var wish = request.Options.GetValueOrDefault("wish")?.ToString() is { Length: > 0 } said ? said : "愿您不忘入党初心，牢记誓词，在平凡岗位上继续发挥先锋模范作用。";
            var rows = await request.Db.QueryAsync<(Guid Id, string Path, string Name, string Organisation, DateOnly JoinedOn)>("select m.id, m.locality_path, m.name, o.name, m.joined_on from member m join organisation o on o.id = m.organisation_id where m.id = any(@ids)", new { ids = request.Ids.ToArray() }, request.Stop);
            return [.. request.InOrder(rows.ToDictionary(row => row.Id)).Select(row => new DocumentCopy(row.Id, row.Name, row.Organisation, row.Path, new DocumentContent().Text("姓名", row.Name).Text("入党时间", $"{row.JoinedOn.Year} 年 {row.JoinedOn.Month} 月 {row.JoinedOn.Day} 日").Text("年数", $"{year - row.JoinedOn.Year}").Text("寄语", wish).Text("党支部", row.Organisation).Text("生日", $"{row.JoinedOn.AddYears(year - row.JoinedOn.Year):yyyy 年 M 月 d 日}")))];
        },
    };
}

namespace OrgWork.Cadres;

/// <summary>What is asked of somebody who is to lead in a township, by where they come from.</summary>
public sealed record TownshipSourceFacts
{
    [KnownAs("人员来源（代码）")] public string? Source { get; init; }
    [KnownAs("出生日期")] public DateOnly? BirthOn { get; init; }
    [KnownAs("基层工作经历", Unit = "年")] public int? GrassrootsYears { get; init; }
    [KnownAs("上次年度考核（代码）")] public string? Grade { get; init; }
}

/// <summary>乡镇领导干部来源选拔 (C3.13): the four sources with what each asks, who stands in each pool, who was chosen by a round below, how many were appointed in a year.</summary>
public static class TownshipSources
{
    /// <summary>优秀村党组织书记、选调生、大学生村官、乡镇事业编制人员, as the article names them.</summary>
    public static readonly string[] Codes = ["4", "2", "3", "5"];
    static readonly DateOnly Day = new(2026, 11, 22);
    static readonly CodeSet Rounds = new("township_round", "选拔种类", "本平台", [new("1", "考试录用事业编制人员"), new("2", "选拔乡镇领导干部")]);

    public static readonly Rule<TownshipSourceFacts> Eligible = new()
    {
        Id = "cadres.appointments.township-source", Title = "从四类人员中选拔乡镇领导干部的资格", WhenBroken = "不符合四类人员选拔资格", Basis = Basis.Practice("从四类人员中选拔乡镇领导干部的规定"), Severity = Severity.Warn, Text = "各类年限、年龄没有全国统一规定，按省、市的规定设定。",
        Parameters =
        [
            new("village", "村（社区）书记任职、基层经历满", 3, "年", Stricter.Higher) { Max = 30 }, new("selected", "选调生基层经历满", 2, "年", Stricter.Higher) { Max = 30 }, new("graduate", "大学生村官任满", 3, "年", Stricter.Higher) { Max = 30 }, new("staff", "乡镇事业编制人员工作满", 3, "年", Stricter.Higher) { Max = 30 },
            new("oldest", "年龄不超过", 45, "岁", Stricter.Lower) { Max = 60 },
        ],
        Test = new RuleTest<TownshipSourceFacts>([nameof(TownshipSourceFacts.BirthOn), nameof(TownshipSourceFacts.GrassrootsYears)],
            "{day} < (birth_on + make_interval(years => {oldest}::int + 1))::date and grassroots_years >= case source when '4' then {village} when '2' then {selected} when '3' then {graduate} else {staff} end and coalesce(grade, '2') not in ('3', '3B', '4', '4B')", (f, t) =>
        {
            var least = t.Int(f.Source switch { "4" => "village", "2" => "selected", "3" => "graduate", _ => "staff" });
            var (young, enough, fit) = (t.Day < f.BirthOn!.Value.AddYears(t.Int("oldest") + 1), f.GrassrootsYears >= least, f.Grade is not ("3" or "3B" or "4" or "4B"));
            List<string> lacks = [.. young ? Array.Empty<string>() : [$"超过 {t.Int("oldest")} 岁"], .. enough ? Array.Empty<string>() : [$"基层 {f.GrassrootsYears} 年，不满 {least} 年"], .. fit ? Array.Empty<string>() : ["上次考核靠后"]];
            return Finding.Of(lacks.Count == 0, lacks.Count == 0 ? $"基层 {f.GrassrootsYears} 年，年龄不超过 {t.Int("oldest")} 岁" : string.Join("，", lacks));
        }).For(f => f.Source is null ? null : f.Source is "2" or "3" or "4" or "5", "source in ('2', '3', '4', '5')", "不是四类来源"),
        Examples =
        [
            new("村书记四年，四十岁", new() { Source = "4", BirthOn = new(1986, 5, 1), GrassrootsYears = 4 }, Day, Outcome.Met), new("村书记两年", new() { Source = "4", BirthOn = new(1986, 5, 1), GrassrootsYears = 2 }, Day, Outcome.Broken), new("选调生两年", new() { Source = "2", BirthOn = new(1996, 5, 1), GrassrootsYears = 2 }, Day, Outcome.Met),
            new("四十六岁", new() { Source = "5", BirthOn = new(1980, 11, 22), GrassrootsYears = 9 }, Day, Outcome.Broken), new("考核基本称职", new() { Source = "3", BirthOn = new(1995, 5, 1), GrassrootsYears = 5, Grade = "3" }, Day, Outcome.Broken), new("军转", new() { Source = "6", BirthOn = new(1986, 5, 1), GrassrootsYears = 9 }, Day, Outcome.NotApplicable),
        ],
    };

    /// <summary>Told by the grassroots module, changed by nobody: they become cadres when they are appointed.</summary>
    public static readonly Register Pool = new()
    {
        Id = "township-pool", Title = "四类人员选拔入围", Noun = "入围人员", Counter = "人", Table = "township_pool", IsLedger = true, ReadPermission = Appointing.Read, WritePermission = Appointing.Act,
        Fields = [Field.Text("name", "姓名", 36).Listed().ByDeed(), Field.Code("source", "来源", CadreCodes.Source).Listed().FirstFilter().ByDeed(), Field.Code("round", "选拔种类", Rounds).Listed().FirstFilter().ByDeed(), Field.Date("selected_on", "入围日期").Listed().Filter().Sortable().ByDeed(), Field.Text("document_no", "文号", 60).Listed().ByDeed()],
        Conditions = [new("选拔乡镇领导", "round=2"), new("优秀村（社区）干部", "source=4"), new("近一年", "selected_on.from=-1y")],
    };

    /// <summary>As the grassroots module tells it.</summary>
    public sealed record SecretarySelected(Guid? Person, string Name, string Source, string RoundKind, DateOnly SelectedOn, string DocumentNo);

    public static readonly Listener Listener = Listener.To<SecretarySelected>("grassroots.secretary_selected", 1, async (db, told, stop) =>
    {
        var one = told.Content;
        var source = one.Source switch { "1" => "4", "2" => "2", "3" => "3", _ => "5" };
        if (await db.ExecuteAsync("insert into township_pool (id, locality_path, rank_order, name, person_id, source, round, selected_on, document_no) values (@id, @path, 0, @Name, @Person, @source, @RoundKind, @SelectedOn, @DocumentNo) on conflict do nothing", new { id = told.Subject, path = told.LocalityPath, one.Name, one.Person, source, one.RoundKind, one.SelectedOn, one.DocumentNo }, stop) == 0) return;
        await db.RecordAsync(new(DeedKind.Create, "township-pool", told.Subject, told.LocalityPath, one.Name, [new("四类人员选拔入围", null, $"{CadreCodes.Source.NameOf(source)}，{one.DocumentNo}")]), stop);
    });

    /// <summary>Of the year: who was promoted into a township's team, by where they came from.</summary>
    static readonly Counted Appointed = new()
    {
        Id = "township-leaders", Title = "提拔到乡镇（街道）班子的", ReadPermission = Appointing.Read, RecordPath = "cadres/batches/candidate",
        Columns = [Field.Code("source", "人员来源", CadreCodes.Source), Field.Date("took_office_on", "任职日期"), Field.Text("post", "职务").Wide()],
        Sql = """
            select x.id, x.locality_path, x.name as title, c.source, x.took_office_on, p.title as post
            from cadres.appointment_candidate x join cadres.appointment_post p on p.id = x.post_id join cadres.team_seat s on s.id = p.seat_id join cadres.team t on t.id = s.team_id and t.kind = '3' join cadres.cadre c on c.id = x.cadre_id
            where x.removed_at is null and x.kind = '1' and x.state in ('9', 'A') and x.took_office_on between {from} and {day}
            """,
    };

    static Figure Of(string id, string code, string name) => new() { Id = id, Title = $"提拔的乡镇领导：{name}", Group = "任免", Of = Appointed, Where = $"source = '{code}'", Period = "年", Formula = $"当年提拔到乡镇（街道）班子、人员来源为{name}的人数", Source = "任免批次（本平台）", Better = Better.Higher };

    public static readonly IReadOnlyList<Figure> Figures =
    [
        new() { Id = "township-leaders", Title = "提拔的乡镇领导", Group = "任免", Of = Appointed, Period = "年", Formula = "当年提拔到乡镇（街道）班子的人数", Source = "任免批次（本平台）" },
        Of("township-from-village", "4", "优秀村（社区）干部"), Of("township-from-selected", "2", "选调生"), Of("township-from-graduates", "3", "大学生村官"), Of("township-from-staff", "5", "乡镇事业编制人员"),
    ];
}

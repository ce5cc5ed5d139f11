namespace OrgWork.Cadres;

/// <summary>凭实绩选用 (C3.10): what a cadre has brought about, verified by another than who entered it, and where they were sent to the front line. A case of appointment lists both, and a share says how many who were appointed had them.</summary>
public static class Merits
{
    public static readonly CodeSet States = new("achievement_state", "核实", "本平台", [new("1", "待核实"), new("2", "属实"), new("3", "不实")]);
    static readonly CodeSet Results = new("achievement_result", "核实结果", "本平台", [new("2", "属实"), new("3", "不实")]);
    public static readonly CodeSet Fronts = new("front", "一线类别", "本平台", [new("1", "应急处突、疫情防控"), new("2", "脱贫攻坚、乡村振兴"), new("3", "招商引资"), new("4", "项目建设"), new("5", "信访维稳"), new("6", "基层治理"), new("9", "其他重点工作")]);
    static readonly CodeSet Appraisals = new("front_appraisal", "期满鉴定", "本平台", [new("1", "表现突出"), new("2", "较好"), new("3", "一般"), new("4", "较差")]);

    static Field Person => (Field.Row("cadre_id", "干部", "files") with { IsRequired = true }).Filter();

    public static readonly Register Achievements = new()
    {
        Id = "achievements", Title = "干部实绩档案", Noun = "实绩", Counter = "项", Table = "achievement", ReadPermission = Appointing.Read, WritePermission = Appointing.Act,
        Fields =
        [
            (Field.Name() with { IsRequired = false }).ByDeed(), Person, Field.Text("task", "任务、项目", 120).Required().Wide(), Field.Text("role", "承担的职责", 100).Required().Listed().Hinted("牵头、主办、参与，具体做什么"), Field.Month("began_on", "自何时起").Required().Listed().Filter().Sortable().Past(), Field.Month("ended_on", "至何时").Listed().Past(),
            Field.Text("result", "干成了什么", 300).Required().Hinted("写得出数量、时间、名次的结果"), Field.Text("proof", "证明材料", 200).Required().Hinted("文件、验收、通报、考核结果"),
            Field.Code("state", "核实", States).Listed().FirstFilter().ByDeed(), Field.Date("verified_on", "核实日期").Listed().ByDeed(), Field.Text("verified_by", "核实人").ByDeed(), Field.Text("verified_words", "核实情况").ByDeed(),
        ],
        Conditions = [new("待核实", "state=1") { Light = "yellow" }, new("属实", "state=2") { Light = "green" }, new("不实", "state=3") { Light = "red" }],
        Deeds =
        [
            new("verify", "核实", Appointing.Act)
            {
                Consequence = "属实的进入任免批次人选的实绩清单；核实以后不再改",
                Fields = [Field.Code("result_code", "核实结果", Results).Required(), Field.Date("verified_on", "核实日期").Required().Past(), Field.Text("verified_words", "核实情况", 300).Required().Hinted("看了什么材料、问了谁")],
                Done = async (db, deed, stop) =>
                {
                    if (await db.FirstAsync<(string State, Guid? By)?>("select state, created_by from achievement where id = @Id", new { deed.Id }, stop) is not { State: "1" } one) return "已经核实";
                    if (one.By == db.Actor.Id) return "登记的人不能自己核实，请由另一人核实";
                    return await db.ExecuteAsync("update achievement set state = @state, verified_on = @on, verified_by = @By, verified_words = @words, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id and state = '1' and began_on <= @on", new { deed.Id, deed.By, state = deed.Text("result_code"), on = deed.Day("verified_on"), words = deed.Text("verified_words"), actor = db.Actor.Id }, stop) == 0 ? "已经核实，或核实早于任务开始" : null;
                },
            },
        ],
    };

    public static readonly Register Frontline = new()
    {
        Id = "frontline-services", Title = "选派到重点工作一线", Noun = "一线经历", Counter = "段", Table = "frontline_service", ReadPermission = Appointing.Read, WritePermission = Appointing.Act,
        Fields =
        [
            (Field.Name() with { IsRequired = false }).ByDeed(), Person, Field.Code("kind", "一线类别", Fronts).Required().Listed().FirstFilter(), Field.Text("task", "任务", 120).Required().Wide(), Field.Text("place", "地点、专班", 100).Required().Listed(), Field.Date("began_on", "自何日起").Required().Listed().Filter().Sortable().Past(), Field.Date("ended_on", "至何日").Listed().Past().Hinted("还在一线的不填"),
            Field.Text("document_no", "选派文号", 60), Field.Code("appraisal", "期满鉴定", Appraisals).Listed().FirstFilter().ByDeed(), Field.Date("appraised_on", "鉴定日期").ByDeed(), Field.Text("appraised_words", "鉴定意见").ByDeed(),
        ],
        Conditions = [new("还在一线", "ended_on.none=1"), new("期满没有鉴定", "ended_on.to=-1d&appraisal.none=1") { Light = "yellow" }, new("表现突出", "appraisal=1") { Light = "green" }],
        Deeds =
        [
            OneStatement.Deed("appraise", "期满鉴定", Appointing.Act, "记入一线经历，任免时随案列出", "update frontline_service set appraisal = @appraisal, appraised_on = @appraised_on, appraised_words = @appraised_words, version = version + 1, changed_at = now(), changed_by = @by where id = @id and appraisal is null and ended_on <= @appraised_on",
                "还没有登记结束日期，或已经鉴定", Field.Code("appraisal", "期满鉴定", Appraisals).Required(), Field.Date("appraised_on", "鉴定日期").Required().Past(), Field.Text("appraised_words", "鉴定意见", 300).Required()),
        ],
    };

    static string Named(CodeSet codes, string column) => $"case {column} {string.Concat(codes.Codes.Select(code => $"when '{code.Value}' then '{code.Name}' "))}end";

    /// <summary>What is known of a cadre by a day: verified achievements and service at the front, with its kind.</summary>
    static string Known => $"""
        select a.cadre_id, true as is_achievement, a.began_on, a.id, to_char(a.began_on, 'YYYY.MM') || ' ' || a.task || '（' || a.role || '）：' || a.result as words from achievement a where a.state = '2' and a.removed_at is null and a.verified_on <= @on
        union all select f.cadre_id, false, f.began_on, f.id, to_char(f.began_on, 'YYYY.MM') || coalesce('—' || to_char(f.ended_on, 'YYYY.MM'), '起') || ' ' || {Named(Fronts, "f.kind")} || '一线：' || f.task || '（' || f.place || '）' || coalesce('，鉴定' || {Named(Appraisals, "f.appraisal")}, '') from frontline_service f where f.removed_at is null and f.began_on <= @on
        """;

    public sealed record Merit(bool IsAchievement, string Words);

    public static Task<IReadOnlyList<Merit>> OfAsync(Db db, Guid cadre, DateOnly on, CancellationToken stop) => db.QueryAsync<Merit>($"select k.is_achievement, k.words from ({Known}) k where k.cadre_id = @cadre order by k.is_achievement desc, k.began_on desc, k.id", new { cadre, on }, stop);

    /// <summary>As they stand on the day, with the case: somebody who has none is listed as having none.</summary>
    public static Task<int> ListAsync(Db db, Guid candidate, DateOnly on, CancellationToken stop) => db.ExecuteAsync($"""
        update appointment_candidate x set merits = coalesce(m.words, '没有经核实的实绩，没有一线经历'), achievements = m.achievements, frontlines = m.frontlines, merits_on = @on
        from (select string_agg(k.words, E'\n' order by k.is_achievement desc, k.began_on desc, k.id) as words, count(*) filter (where k.is_achievement)::int as achievements, count(*) filter (where not k.is_achievement)::int as frontlines
              from appointment_candidate y left join ({Known}) k on k.cadre_id = y.cadre_id where y.id = @candidate and k.cadre_id is not null) m where x.id = @candidate
        """, new { candidate, on }, stop);

    /// <summary>Who was promoted or put to further use in the year.</summary>
    static readonly Counted Appointed = new()
    {
        Id = "appointed-on-merit", Title = "提拔和进一步使用", ReadPermission = Appointing.Read, RecordPath = "cadres/batches/candidate",
        Columns = [Field.Code("kind", "任免类型", Appointing.Kinds), Field.Date("took_office_on", "任职日期"), Field.Number("achievements", "经核实的实绩"), Field.Number("frontlines", "一线经历")],
        Sql = """
            select x.id, x.locality_path, x.name as title, x.kind, x.took_office_on, coalesce(x.achievements, 0) as achievements, coalesce(x.frontlines, 0) as frontlines
            from cadres.appointment_candidate x where x.removed_at is null and x.kind in ('1', '2') and x.state in ('9', 'A') and x.took_office_on between {from} and {day}
            """,
    };

    public static readonly IReadOnlyList<Figure> Figures =
    [
        new() { Id = "frontline-share", Title = "提拔使用的有一线经历占比", Group = "任免", Of = Appointed, Where = "frontlines > 0", OutOf = "true", Period = "年", Formula = "随案列有一线经历的 ÷ 当年提拔和进一步使用的", Source = "任免批次（本平台）", Better = Better.Higher },
        new() { Id = "achievement-share", Title = "提拔使用的有核实实绩占比", Group = "任免", Of = Appointed, Where = "achievements > 0", OutOf = "true", Period = "年", Formula = "随案列有经核实实绩的 ÷ 当年提拔和进一步使用的", Source = "任免批次（本平台）", Better = Better.Higher },
    ];
}

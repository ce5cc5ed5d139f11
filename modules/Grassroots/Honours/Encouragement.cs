using R = OrgWork.Grassroots.HonourRules;

namespace OrgWork.Grassroots;

/// <summary>激励关爱措施 of a policy and who had them; 庆祝活动 with what hangs on it; “七一勋章”提名 from the branch upward.</summary>
public static class Encouragement
{
    const string Read = HonourProcedures.Read, Act = HonourProcedures.Act, Plan = HonourProcedures.Plan;

    public static readonly CodeSet Kinds = new("incentive_kind", "种类", "政治激励、组织激励、工作激励、精神激励", [new("1", "政治激励"), new("2", "组织激励"), new("3", "工作激励"), new("4", "精神激励")]);
    static readonly CodeSet Answers = new("guest_answer", "回复", "本平台", [new("1", "参加"), new("2", "不能参加"), new("3", "已到场")]);

    public static readonly Register Measures = new()
    {
        Id = "incentive-measures", Title = "激励关爱措施", Noun = "措施", Counter = "项", Table = "incentive_measure", ReadPermission = Read, WritePermission = Plan,
        Fields = [Field.Text("title", "措施", 100).Required().Wide(), Field.Code("kind", "种类", Kinds).Required().Listed().FirstFilter(), Field.Text("policy", "政策依据", 100).Required().Listed().Filter(), Field.LongText("content", "内容和条件", 1000).Required(), Field.Date("began_on", "施行日期").Required().Listed(), Field.Date("ended_on", "废止日期").Listed().Filter()],
        Conditions = [.. Kinds.Codes.Select(kind => new ReadyCondition(kind.Name, $"kind={kind.Value}"))],
        Actions = [new("落实情况", "grassroots/honours/incentives", Read)],
    };

    public static readonly Register Given = new()
    {
        Id = "incentives", Title = "激励措施落实", Noun = "落实", Counter = "人次", Table = "incentive", IsLedger = true, ReadPermission = Read, WritePermission = Act,
        Fields = [Field.Text("title", "措施", 100).Wide(), Field.Row("measure_id", "所用措施", "incentive-measures").Filter(), Field.Code("kind", "种类", Kinds).Listed().FirstFilter(), Field.Row("member_id", "党员", "members").Listed().Filter(), Field.Row("organisation_id", "党支部", "organisations").Listed().Filter(), Field.Date("given_on", "日期").Listed().FirstFilter().Sortable(), Field.Text("basis", "依据", 100).Listed(), Field.Text("words", "说明", 200)],
        Conditions = [new("近一年", "given_on.from=-1y")],
        Deeds =
        [
            new("withdraw", "撤销", Act)
            {
                Consequence = "移入回收站，不再计入这项措施的人次",
                Fields = [Field.Text("words", "原因", 200).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update incentive set removed_at = now(), removed_by = org.actor(), removed_reason = @words, version = version + 1 where id = @Id and removed_at is null", new { deed.Id, words = deed.Text("words") }, stop) == 0 ? "已经撤销" : null,
            },
        ],
    };

    /// <summary>On members: a measure of a policy is applied to them, from the day on which the policy holds.</summary>
    public static readonly RegisterDeed Apply = new("incentive", "落实激励措施", Act)
    {
        Consequence = "所选党员各记一次，计入这项措施的人次",
        Fields = [Field.Row("measure_id", "措施", "incentive-measures").Required(), Field.Date("given_on", "日期").Required().Past(), Field.Text("basis", "依据", 100).Required().Hinted("凭什么给的：文件、会议、事迹"), Field.Text("words", "说明", 200)],
        Done = async (db, deed, stop) =>
        {
            var args = new { deed.Id, measure = deed.Values["measure_id"], on = deed.Day("given_on"), basis = deed.Text("basis"), words = deed.Text("words") };
            if (await db.FirstAsync<bool?>("select began_on <= @on and coalesce(ended_on >= @on, true) from incentive_measure where id = @measure and removed_at is null", args, stop) is not true) return "这一天措施没有施行，或已经废止";
            return await db.ExecuteAsync("insert into incentive (locality_path, rank_order, title, measure_id, kind, member_id, organisation_id, given_on, basis, words, created_by, changed_by) select m.locality_path, -(@on::date - date '2000-01-01'), k.title, k.id, k.kind, m.id, m.organisation_id, @on, @basis, nullif(@words, ''), org.actor(), org.actor() from member m, incentive_measure k where m.id = @Id and m.left_on is null and k.id = @measure on conflict (measure_id, member_id, given_on) where removed_at is null do nothing", args, stop) == 0 ? "这一天已经记过，或者不在册" : null;
        },
    };

    static Register Part(string id, string title, string noun, string table, string began, params Field[] fields) => new() { Id = id, Title = title, Noun = noun, Counter = "项", Table = table, ParentColumn = "anniversary_id", BeganColumn = began, ReadPermission = Read, WritePermission = Plan, Fields = fields };

    public static readonly Register Anniversaries = new()
    {
        Id = "anniversaries", Title = "庆祝活动", Noun = "庆祝活动", Counter = "次", Table = "anniversary", ReadPermission = Read, WritePermission = Plan,
        Fields = [Field.Text("title", "名称", 60).Required().Wide(), Field.Number("year", "年度", 2000, 2200).Required().Listed().FirstFilter(), Field.Date("began_on", "开始日期").Required().Listed().Sortable(), Field.Date("due_on", "结束日期").Required().Listed(), Field.Text("owner", "牵头单位", 60).Required().Listed(), Field.LongText("materials", "材料", 1000).Hinted("方案、讲话、画册；扫描件传到附件"), Field.Date("closed_on", "办结日期").Listed().Filter().ByDeed(), Field.LongText("summary", "总结", 2000).ByDeed()],
        Rules = [EncouragementRules.ActivitiesInTime],
        Conditions = [ReadyCondition.Of(EncouragementRules.ActivitiesInTime), new("没有办结", "closed_on.none=1")],
        Actions = [new("全貌", "grassroots/honours/anniversary", Read, IsForOne: true)],
        Children =
        [
            Part("activities", "活动安排", "活动", "anniversary_activity", "planned_on", Field.Text("heading", "活动", 100).Required().Listed(), Field.Text("owner", "责任人", 36).Required().Listed(), Field.Date("planned_on", "计划日期").Required().Listed(), Field.Date("done_on", "完成日期").Listed().Past(), Field.Text("result", "完成情况", 200).Listed().Hinted("和完成日期一起填")),
            Part("guests", "邀请名单", "人员", "anniversary_guest", "invited_on", Field.Text("name", "姓名", 36).Required().Listed(), Field.Text("unit", "单位职务", 60).Listed(), Field.Text("activity", "参加哪项活动", 100).Listed(), Field.Date("invited_on", "邀请日期").Listed(), Field.Code("answer", "回复", Answers).Listed()),
        ],
        Deeds =
        [
            new("close", "办结", Plan)
            {
                Consequence = "安排的活动都完成了才能办结；总结写入记录",
                Fields = [Field.LongText("summary", "总结", 2000).Required()],
                Done = async (db, deed, stop) =>
                {
                    var left = await db.FirstAsync<string>("select string_agg(heading, '、' order by planned_on) from anniversary_activity where anniversary_id = @Id and done_on is null and removed_at is null", new { deed.Id }, stop);
                    if (left is not null) return $"还有没有完成的：{left}";
                    return await db.ExecuteAsync("update anniversary set closed_on = @today, summary = @words, version = version + 1 where id = @Id and closed_on is null", new { deed.Id, today = Clock.Today, words = deed.Text("summary") }, stop) == 0 ? "已经办结" : null;
                },
            },
        ],
    };

    /// <summary>“七一勋章”: the branch recommends, township, county and city review, it is made public, goes upward and comes back with a result.</summary>
    public static readonly Procedure Medal = new()
    {
        Id = "july-medals", Title = "“七一勋章”提名推荐", Register = "members", ReadPermission = Read, ActPermission = Act,
        SubjectSql = """
            select m.name as title, m.locality_path, m.became_full_on, exists (select from member_honour h where h.member_id = m.id and h.removed_at is null and h.kind >= '022' and h.affects_until_on >= org.today()) as is_punished
            from member m where m.id = @id and m.removed_at is null and m.left_on is null
            """,
        Facts = [Field.Text("deeds", "主要事迹"), Field.Text("meeting_words", "支部推荐会议"), Field.Date("published_on", "公示"), Field.Text("submitted_no", "上报文号"), Field.Text("result_no", "颁授决定")],
        Stages =
        [
            new("推荐", [new("nominate", "支部推荐") { Who = "党支部", DateFact = "nominated_on", Documents = ["推荐表", "事迹材料"], Fields = [Field.LongText("deeds", "主要事迹", 4000).Required(), Field.Text("meeting_words", "支部推荐会议", 100).Required().Hinted("哪天的党员大会，多少人到会、多少人同意")], Checks = [new(R.Clean)], Requirement = "为党和人民作出杰出贡献、建立卓越功勋的党员", Article = "中国共产党党内功勋荣誉表彰条例" }]),
            new("逐级审核",
            [
                new("township", "基层党委审核") { Who = "基层党委", Level = LocalityKind.Township, DateFact = "township_on", Fields = [Field.Text("township_words", "审核意见", 200).Required()], Outcomes = [new("agree", "同意上报"), new("refuse", "不同意") { Ends = true }] },
                new("county", "县委审核") { Who = "县委组织部", Level = LocalityKind.County, DateFact = "county_on", Documents = ["纪检、公安等部门意见"], Fields = [Field.Text("county_words", "审核意见", 200).Required()], Outcomes = [new("agree", "同意上报"), new("refuse", "不同意") { Ends = true }] },
            ]),
            new("公示上报",
            [
                new("publish", "公示") { Who = "县委组织部", Level = LocalityKind.County, DateFact = "published_on", Fields = [Field.Text("published_at", "公示范围", 60).Required()], Requirement = "不少于五个工作日" },
                new("submit", "上报提名") { Who = "县委", Level = LocalityKind.County, DateFact = "decided_on", Checks = [new(R.Publicity)], Deadline = new(R.Publicity, 3, IsEarliest: true), Documents = ["提名请示"], Fields = [Field.Text("objections", "公示结果", 100).Required().DefaultsTo("无异议"), Field.Text("submitted_no", "上报文号", 60).Required()], Outcomes = [new("submitted", "上报"), new("dropped", "公示有异议，不上报") { Ends = true }] },
            ]),
            new("结果", [new("result", "登记结果") { Who = "县委组织部", Level = LocalityKind.County, DateFact = "result_on", IsFinal = true, Done = AwardAsync, Outcomes = [new("awarded", "授予“七一勋章”") { Fields = [Field.Text("result_no", "颁授决定", 60).Required()] }, new("not", "没有获得") { Completes = true }], Requirement = "授予的写入本人荣誉" }]),
        ],
    };

    static async Task<string?> AwardAsync(Db db, StepDeed deed, CancellationToken stop) => deed.Outcome!.Id != "awarded" ? null : await db.ExecuteAsync("""
        insert into commendation (locality_path, rank_order, title, kind, level, member_id, organisation_id, authority, document_no, awarded_on, created_by, changed_by)
        select m.locality_path, -(@On - date '2000-01-01'), '“七一勋章”', '4', '1', m.id, m.organisation_id, '中共中央', @number, @On, org.actor(), org.actor() from member m where m.id = @SubjectId and m.removed_at is null
        """, new { deed.On, number = deed.Facts["result_no"], deed.Case.SubjectId }, stop) == 0 ? "这名党员已不在名册上" : null;

    public static readonly IReadOnlyList<Register> All = [Measures, Given, Anniversaries];
}

public sealed record CelebrationFacts
{
    [KnownAs("最早一项没有完成的活动")] public DateOnly? WaitingOn { get; init; }
}

public static class EncouragementRules
{
    static readonly DateOnly Day = new(2026, 11, 21);

    public static readonly Rule<CelebrationFacts> ActivitiesInTime = new()
    {
        Id = "grassroots.anniversaries.in-time", Title = "庆祝活动按计划开展", WhenBroken = "庆祝活动有过了日期没有完成的", Basis = Basis.Practice("庆祝活动工作方案"), Severity = Severity.Remind, Light = "yellow",
        Population = new("anniversaries", "select a.id, a.locality_path, a.title, (select min(x.planned_on) from anniversary_activity x where x.anniversary_id = a.id and x.done_on is null and x.removed_at is null) as waiting_on from anniversary a where a.removed_at is null and a.closed_on is null"),
        Test = new([], "coalesce(waiting_on >= {day}, true)", (f, t) => Finding.Of(f.WaitingOn is null || f.WaitingOn >= t.Day, f.WaitingOn is { } on ? $"最早一项没有完成的计划在 {Dates.Format(on)}" : "都完成了")),
        Examples = [new("都完成了", new(), Day, Outcome.Met), new("下月的", new() { WaitingOn = new(2026, 12, 1) }, Day, Outcome.Met), new("上月的", new() { WaitingOn = new(2026, 10, 1) }, Day, Outcome.Broken)],
    };

    public static readonly IReadOnlyList<Rule> All = [ActivitiesInTime];
}

using static OrgWork.Talent.TalentWork;

namespace OrgWork.Talent;

public sealed record ContributionFacts
{
    [KnownAs("本年确认的作用发挥表", Unit = "份")] public int? Confirmed { get; init; }
}

/// <summary>作用发挥 of key talents, filled in and confirmed by their units; 两代表一委员 recommended. Nothing here marks a person's opinions.</summary>
public static class Contributions
{
    public static readonly CodeSet Post = new("deputy_post", "推荐为", "两代表一委员", [new("1", "党代表"), new("2", "人大代表"), new("3", "政协委员")]);
    static readonly CodeSet Stage = new("deputy_stage", "进展", "本平台", [new("1", "推荐"), new("2", "考察通过"), new("3", "已提名"), new("4", "当选（任）"), new("8", "考察没有通过"), new("9", "没有当选（任）")]);

    public static readonly Rule<ContributionFacts> Recorded = new()
    {
        Id = "talent.talents.contribution", Title = "重点人才（A—D 类）每年有单位确认的作用发挥表", WhenBroken = "重点人才本年没有作用记录", Basis = DemandRules.Own, Severity = Severity.Remind, Text = "没有记录的安排谈一次话，了解需要。",
        Population = new("talents", "select t.id, t.locality_path, t.name as title, (select count(*)::int from contribution c where c.talent_id = t.id and c.removed_at is null and c.confirmed_on is not null and c.year = extract(year from {day}::date)) as confirmed from talent t where t.removed_at is null and t.state = '1' and t.grade in ('A', 'B', 'C', 'D')"),
        Test = new([nameof(ContributionFacts.Confirmed)], "confirmed > 0", (f, _) => Finding.Of(f.Confirmed > 0, $"本年确认的作用发挥表 {f.Confirmed} 份")),
        Examples = [new("有", new() { Confirmed = 1 }, new(2026, 11, 21), Outcome.Met), new("没有", new() { Confirmed = 0 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<DueFacts> TermEnding = IntroductionRules.Due("talent.deputies.term", "任期届满前商定去留", "任期已满", "yellow", new("deputies", "select c.id, c.locality_path, c.title, c.term_to as due_on, null::date as done_on from deputy_case c where c.removed_at is null and c.stage = '4' and c.term_to is not null"), "grace", "宽限", 0);

    public static readonly Register Register = new()
    {
        Id = "contributions", Title = "人才作用发挥", Noun = "作用发挥表", Counter = "份", Table = "contribution", ReadPermission = Liaisons.Read, WritePermission = Liaisons.Edit,
        Fields =
        [
            Field.Text("title", "作用发挥表", 60).Required().Wide(), Field.Row("talent_id", "人才", "talents").Required().Listed().Filter(), Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter(), Field.LongText("projects", "承担项目", 500), Field.LongText("results", "成果", 500), Field.Number("trainees", "带教人数", 0, 10_000).Required().Listed().DefaultsTo("0"), Field.LongText("services", "服务基层、企业", 500), Field.LongText("advice", "被采纳的建议", 500),
            Field.Date("filled_on", "本人填写").Required().Listed().Past(), Field.Date("confirmed_on", "单位确认").Listed().Filter().ByDeed(), Field.Text("confirmed_by", "单位确认人").ByDeed(),
        ],
        Conditions = [new("待单位确认", "confirmed_on.none=1") { Light = "yellow" }, new("已确认", "confirmed_on.from=1900.01.01")],
        Deeds = [Deed("confirm", "单位确认", Liaisons.Edit, "由用人单位确认属实，计入有作用记录", "update contribution set confirmed_on = @on, confirmed_by = @confirmed_by, version = version + 1 where id = @id and confirmed_on is null and filled_on <= @on", "已经确认，或日期早于填写", Field.Date("on", "日期").Required().Past(), Field.Text("confirmed_by", "单位确认人", 36).Required())],
    };

    public static readonly Register Deputies = new()
    {
        Id = "deputies", Title = "两代表一委员推荐", Noun = "推荐", Counter = "人", Table = "deputy_case", ReadPermission = Liaisons.Read, WritePermission = Liaisons.Edit,
        Fields =
        [
            Field.Text("title", "推荐", 60).Required().Wide(), Field.Row("talent_id", "人才", "talents").Required().Listed().Filter(), Field.Code("post", "推荐为", Post).Required().Listed().FirstFilter(), Field.Text("unit", "推荐单位", 60).Required().Listed(), Field.LongText("conditions", "符合的条件", 500).Required(), Field.Date("recommended_on", "推荐日期").Required().Filter().Past(),
            Field.Code("stage", "进展", Stage).Listed().FirstFilter().ByDeed(), Field.LongText("opinion", "有关方面意见", 500).ByDeed(), Field.Date("vetted_on", "考察").Filter().ByDeed(), Field.Text("vetting", "考察结果").ByDeed(), Field.Date("proposed_on", "提名").Filter().ByDeed(), Field.Date("decided_on", "结果日期").Filter().ByDeed(), Field.Text("result", "结果").ByDeed(), Field.Date("term_from", "任期起").Listed().ByDeed(), Field.Date("term_to", "任期止").Listed().Filter().ByDeed(),
        ],
        Rules = [TermEnding],
        Conditions = [new("在任", "stage=4"), new("进行中", "stage=1,2,3"), ReadyCondition.Of(TermEnding)],
        Deeds =
        [
            Deed("vet", "登记考察（联审）", Liaisons.Edit, "不通过的到此为止", "update deputy_case set opinion = @opinion, vetted_on = @on, vetting = @vetting, stage = case when @passed then '2' else '8' end, version = version + 1 where id = @id and stage = '1' and recommended_on <= @on", "不在推荐阶段，或日期早于推荐", Field.Date("on", "日期").Required().Past(), Field.LongText("opinion", "有关方面意见", 500).Required(), Field.Text("vetting", "考察（联审）结果", 200).Required(), Field.Flag("passed", "通过").Required()),
            Deed("propose", "提名", Liaisons.Edit, "列为正式人选", "update deputy_case set proposed_on = @on, stage = '3', version = version + 1 where id = @id and stage = '2' and vetted_on <= @on", "考察没有通过，或日期早于考察", Field.Date("on", "日期").Required().Past()),
            Deed("decide", "登记结果", Liaisons.Edit, "当选（任）的进入在任名单，写明任期", "update deputy_case set decided_on = @on, result = @result, term_from = @term_from, term_to = @term_to, stage = case when @elected then '4' else '9' end, version = version + 1 where id = @id and stage = '3' and proposed_on <= @on and (not @elected or (@term_from::date is not null and @term_to::date > @term_from::date))", "还没有提名，日期早于提名，或当选的没有写明任期", Field.Date("on", "日期").Required().Past(), Field.Flag("elected", "当选（任）").Required(), Field.Text("result", "结果", 100).Required(), Field.Date("term_from", "任期起"), Field.Date("term_to", "任期止")),
        ],
    };

    public static readonly IReadOnlyList<Register> All = [Register, Deputies];
    public static readonly IReadOnlyList<Rule> Rules = [Recorded, TermEnding];
}

using static OrgWork.Talent.TalentWork;

namespace OrgWork.Talent;

public sealed record AwarenessFacts
{
    [KnownAs("答对（知道）占比", Unit = "%")] public decimal? Share { get; init; }
}

/// <summary>政策 in practice: told to whom, known by whom, powers handed down and checked, pilots with their conclusion.</summary>
public static class Practice
{
    const string Read = Policies.Read, Edit = Policies.Edit;

    public static readonly CodeSet Audience = new("promotion_audience", "对象", "本平台", [new("1", "乡镇（街道）"), new("2", "企业"), new("3", "学校"), new("4", "人才"), new("9", "社会公众")]);
    static readonly CodeSet Channel = new("promotion_channel", "方式", "本平台", [new("1", "上门宣讲"), new("2", "集中宣讲"), new("3", "媒体、公众号"), new("4", "推介活动"), new("5", "材料发放")]);
    static readonly CodeSet Power = new("power_state", "状态", "保留、下放、取消", [new("1", "保留"), new("2", "下放"), new("3", "取消")]);
    static readonly CodeSet Conclusion = new("pilot_conclusion", "结论", "推广、调整、终止", [new("1", "推广"), new("2", "调整"), new("3", "终止")]);

    public static readonly Rule<DueFacts> Checked = new()
    {
        Id = "talent.powers.checked", Title = "下放的权限每年检查一次运行情况", WhenBroken = "下放权限一年没有检查", Basis = DemandRules.Own, Severity = Severity.Remind, Parameters = [RuleParameter.Days("days", "最长间隔", 366, Stricter.Lower)],
        Population = new("powers", "select p.id, p.locality_path, p.title, greatest(p.changed_on, p.checked_on) as due_on, null::date as done_on from talent_power p where p.removed_at is null and p.state = '2'"),
        Test = RuleTest<DueFacts>.NotAfter(f => f.DueOn, Span.Days, "days", f => f.DoneOn),
        Examples = [new("上月查过", new() { DueOn = new(2026, 10, 20) }, new(2026, 11, 21), Outcome.Met), new("两年没有查", new() { DueOn = new(2024, 10, 20) }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Rule<DueFacts> Concluded = IntroductionRules.Due("talent.pilots.review", "试点按期评估，得出结论", "试点到期没有结论", "red", new("pilots", "select p.id, p.locality_path, p.title, p.review_on as due_on, p.concluded_on as done_on from policy_pilot p where p.removed_at is null and p.concluded_on is null"), "grace", "宽限", 0);

    public static readonly Rule<AwarenessFacts> Aware = new()
    {
        Id = "talent.awareness.aware", Title = "答对（知道）达到比例的算知晓", WhenBroken = "不知晓", Basis = DemandRules.Own, Severity = Severity.Remind, Parameters = [RuleParameter.Percent("share", "答对占比不低于", 60, Stricter.Higher), RuleParameter.Percent("rate", "知晓率不低于", 90, Stricter.Free)],
        Test = new([nameof(AwarenessFacts.Share)], "share >= {share}", (f, t) => Finding.Of(f.Share >= t["share"], $"答对 {f.Share:0.#}%，不低于 {t["share"]:0.#}%")),
        Examples = [new("答对八成", new() { Share = 80 }, new(2026, 11, 21), Outcome.Met), new("答对三成", new() { Share = 30 }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly Register Promotions = new()
    {
        Id = "promotions", Title = "政策宣传推介", Noun = "宣传", Counter = "次", Table = "promotion", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "宣传", 80).Required().Wide(), Field.Row("policy_id", "政策", "policies").Required().Listed().Filter(), Field.Code("channel", "方式", Channel).Required().Listed().FirstFilter(), Field.Date("held_on", "日期").Required().Listed().FirstFilter().Sortable().Past(), Field.Code("audience", "对象", Audience).Required().Listed().FirstFilter(), Field.Row("employer_id", "企业、学校", "employers").Filter().Hinted("进企业、学校的填"), Field.Text("town", "乡镇（街道）", 40).Filter().Hinted("进乡镇的填全称"),
            Field.Number("reached", "覆盖人数", 0, 10_000_000).Required().Listed().DefaultsTo("0"), Field.Text("material", "材料", 100), Field.Row("visit_id", "走访", "visits"), Field.Row("recruitment_id", "招引活动", "recruitments"),
        ],
        Conditions = [new("本年", "held_on.from=-1y"), new("进企业", "audience=2"), new("进学校", "audience=3"), new("进乡镇", "audience=1")],
    };

    public static readonly Register Waves = new()
    {
        Id = "awareness", Title = "政策知晓调查", Noun = "调查", Counter = "次", Table = "awareness_wave", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("title", "调查", 60).Required().Wide(), Field.Row("policy_id", "政策", "policies").Required().Listed().Filter(), Field.Date("held_on", "日期").Required().Listed().Filter().Sortable().Past(), Field.Number("questions", "题数", 1, 50).Required().Listed(), Field.LongText("words", "问题", 2000)],
        Children = [new() { Id = "answers", Title = "答卷", Noun = "答卷", Counter = "份", Table = "awareness_answer", ParentColumn = "awareness_wave_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("number", "答卷号", 20).Required().Listed().Hinted("不记姓名"), Field.Code("audience", "对象", Audience).Required().Listed(), Field.Number("known", "答对（知道）题数", 0, 50).Required().Listed()] }],
    };

    public static readonly Register Powers = new()
    {
        Id = "powers", Title = "人才管理权限", Noun = "权限", Counter = "项", Table = "talent_power", ReadPermission = Read, WritePermission = Edit, KeepsHistory = true,
        Fields =
        [
            Field.Text("title", "权限", 80).Required().Wide(), Field.Code("state", "状态", Power).Required().Listed().FirstFilter(), Field.Text("holder", "原管理部门", 60).Required().Listed(), Field.Text("receiver", "承接单位", 60).Listed().Hinted("下放的必填"), Field.Text("document_no", "依据", 60).Required().Listed(), Field.Date("changed_on", "调整日期").Required().Listed().Past(),
            Field.Date("checked_on", "最近检查").Listed().Filter().ByDeed(), Field.Text("finding", "检查结论").ByDeed(),
        ],
        Rules = [Checked],
        Conditions = [new("下放的", "state=2"), new("保留的", "state=1"), new("取消的", "state=3"), ReadyCondition.Of(Checked)],
        Children = [new() { Id = "checks", Title = "运行检查", Noun = "检查", Counter = "次", Table = "power_check", ParentColumn = "talent_power_id", BeganColumn = "checked_on", KeepsHistory = true, ReadPermission = Read, WritePermission = Edit, IsLedger = true, Fields = [Field.Text("words", "运行情况", 300).Listed(), Field.Date("checked_on", "日期").Listed(), Field.Text("checker", "检查人", 36).Listed(), Field.Text("finding", "结论", 100).Listed()] }],
        Deeds =
        [
            new("check", "登记检查", Edit)
            {
                Consequence = "记入运行检查，一年内不再提醒", Fields = [Field.Date("on", "日期").Required().Past(), Field.LongText("words", "运行情况", 300).Required(), Field.Text("finding", "结论", 100).Required()],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, deed.LocalityPath, deed.By, on = deed.Day("on"), words = deed.Text("words"), finding = deed.Text("finding") };
                    if (await db.ExecuteAsync("update talent_power set checked_on = @on, finding = @finding, version = version + 1 where id = @Id and state = '2' and changed_on <= @on and coalesce(checked_on, @on) <= @on", args, stop) == 0) return "只有下放的才检查，日期不早于下放和上次检查";
                    await db.ExecuteAsync("insert into power_check (talent_power_id, locality_path, rank_order, words, checked_on, checker, finding) values (@Id, @LocalityPath, -(@on::date - date '2000-01-01'), @words, @on, @By, @finding)", args, stop);
                    return null;
                },
            },
        ],
    };

    public static readonly Register Pilots = new()
    {
        Id = "pilots", Title = "人才政策试点", Noun = "试点", Counter = "项", Table = "policy_pilot", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "试点", 80).Required().Wide(), Field.Row("policy_id", "政策", "policies").Filter(), Field.LongText("aim", "目的", 300).Required(), Field.Text("scope", "范围", 100).Required().Listed(), Field.Text("unit", "实施单位", 60).Required().Listed(), Field.Date("began_on", "开始").Required().Listed().Filter(), Field.Date("ends_on", "结束").Required().Listed(), Field.Date("review_on", "评估日期").Required().Listed().Filter(),
            Field.LongText("effect", "效果", 500).ByDeed(), Field.Number("measured", "效果数值").ByDeed(), Field.Text("measure", "效果单位").ByDeed(), Field.Code("conclusion", "结论", Conclusion).Listed().FirstFilter().ByDeed(), Field.Date("concluded_on", "结论日期").Filter().ByDeed(), Field.LongText("words", "结论说明", 500).ByDeed(),
        ],
        Rules = [Concluded],
        Conditions = [new("进行中", "concluded_on.none=1"), ReadyCondition.Of(Concluded), new("已推广", "conclusion=1")],
        Deeds =
        [
            Deed("effect", "登记效果", Edit, "效果数据记在试点上，供下结论", "update policy_pilot set effect = @effect, measured = @measured, measure = @measure, version = version + 1 where id = @id and concluded_on is null", "已经有结论", Field.LongText("effect", "效果", 500).Required(), Field.Number("measured", "效果数值", 0, 100_000_000).Required(), Field.Text("measure", "单位", 20).Required()),
            Deed("conclude", "下结论", Edit, "推广的另行修订政策；终止的不再执行", "update policy_pilot set conclusion = @conclusion, concluded_on = @on, words = @words, version = version + 1 where id = @id and concluded_on is null and effect is not null and began_on <= @on", "没有登记效果，或已经有结论，或日期早于开始", Field.Date("on", "日期").Required().Past(), Field.Code("conclusion", "结论", Conclusion).Required(), Field.LongText("words", "说明", 500).Required()),
        ],
    };

    public static readonly IReadOnlyList<Register> All = [Promotions, Waves, Powers, Pilots];
    public static readonly IReadOnlyList<Rule> Rules = [Checked, Concluded, Aware];
}

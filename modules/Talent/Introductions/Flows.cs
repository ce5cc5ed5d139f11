using static OrgWork.Talent.TalentWork;

namespace OrgWork.Talent;

/// <summary>以才引才, 向基层流动, 双招双引项目, 存量盘活: other ways by which somebody comes to be of use here.</summary>
public static class Flows
{
    const string Read = Employers.Read, Edit = Employers.Edit;

    static readonly CodeSet ReferralStage = new("referral_stage", "进展", "本平台", [new("1", "引荐"), new("2", "洽谈"), new("3", "意向"), new("4", "到岗"), new("9", "终止")]);
    static readonly CodeSet PlaceKind = new("flow_place", "去向类别", "艰苦边远地区和基层一线", [new("1", "艰苦边远乡镇"), new("2", "乡镇（街道）"), new("3", "村（社区）"), new("4", "基层学校、医院"), new("5", "企业、合作社一线")]);
    static readonly CodeSet FlowForm = new("flow_form", "方式", "本平台", [new("1", "挂职"), new("2", "支教、支医、支农"), new("3", "兼职、柔性服务"), new("4", "调动"), new("5", "驻点帮扶")]);
    static readonly CodeSet FlowEnd = new("flow_end", "期满去留", "本平台", [new("1", "留任（续签）"), new("2", "返回原单位"), new("3", "另有安排")]);
    static readonly CodeSet StockForm = new("stock_form", "盘活方式", "调配、兼职、服务团", [new("1", "调配岗位"), new("2", "兼职"), new("3", "进服务团"), new("4", "带项目、带徒弟")]);

    public static readonly Rule<DueFacts> TermOver = IntroductionRules.Due("talent.flows.term", "向基层流动期满后登记去留", "期满没有登记去留", "yellow", new("flows", "select f.id, f.locality_path, f.title, f.ends_on as due_on, f.ended_on as done_on from grassroots_flow f where f.removed_at is null and f.ended_on is null"), "days", "宽限", 15);
    public static readonly Rule<DueFacts> Stalled = IntroductionRules.Due("talent.stock-actions.activated", "盘活措施见到效果", "盘活半年没有效果", "yellow", new("stock-actions", "select a.id, a.locality_path, a.title, a.began_on as due_on, a.activated_on as done_on from stock_action a where a.removed_at is null and a.activated_on is null"), "days", "期限", 183);

    public static readonly Register Referrals = new()
    {
        Id = "referrals", Title = "以才引才", Noun = "引荐", Counter = "人", Table = "referral", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Name("name", "被引荐人"), Field.Text("referrer", "引荐人", 36).Required().Listed().Filter(), Field.Row("referrer_id", "引荐人的人才库记录", "talents").Filter(), Field.Date("referred_on", "引荐日期").Required().Listed().FirstFilter().Sortable().Past(), Field.Code("domain", "专业领域", TalentCodes.Domain).Required().Listed().FirstFilter(), Field.Text("workplace", "现工作单位", 100).Wide(),
            Field.Code("stage", "进展", ReferralStage).Listed().FirstFilter().ByDeed(), Field.Date("moved_on", "最近进展").Filter().ByDeed(), Field.Date("arrived_on", "到岗").Listed().Filter().ByDeed(), Field.Text("result", "结果").ByDeed(), Field.Row("introduction_id", "引进记录", "introductions").ByDeed(), Field.Row("application_id", "奖励申报", "applications").Filter().ByDeed(),
        ],
        Conditions = [new("跟进中", "stage=1,2,3"), new("已到岗", "arrived_on.from=1900.01.01"), new("到岗没有申报奖励", "arrived_on.from=1900.01.01&application_id.none=1") { Light = "yellow" }],
        Deeds =
        [
            Deed("move", "登记进展", Edit, "记下进展；终止的写明原因", "update referral set stage = @stage, moved_on = @on, result = coalesce(@result, result), version = version + 1 where id = @id and stage < '4' and @stage <> '4' and referred_on <= @on", "已经到岗或终止，到岗请用“登记到岗”，或日期早于引荐", Field.Code("stage", "进展", ReferralStage).Required(), Field.Date("on", "日期").Required().Past(), Field.Text("result", "情况", 200)),
            Deed("arrive", "登记到岗", Edit, "对上核验过的引进记录，计入以才引才到岗；引进记录记明引荐人", """
                with i as (update introduction i set referrer = r.referrer, version = i.version + 1 from referral r where r.id = @id and r.stage < '4' and i.id = @introduction_id and i.removed_at is null and i.verified_on is not null and i.arrived_on >= r.referred_on returning i.id, i.arrived_on)
                update referral r set stage = '4', introduction_id = i.id, arrived_on = i.arrived_on, moved_on = i.arrived_on, version = r.version + 1 from i where r.id = @id
                """, "已经到岗或终止，或引进记录没有核验、到岗早于引荐", Field.Row("introduction_id", "引进记录", "introductions").Required()),
            Deed("reward", "关联奖励申报", Edit, "奖励按政策兑现的程序办，这里只关联申报", "update referral r set application_id = a.id, version = r.version + 1 from application a where r.id = @id and a.id = @application_id and a.removed_at is null and r.arrived_on is not null and r.application_id is null", "还没有到岗、已经关联，或申报不存在", Field.Row("application_id", "政策申报", "applications").Required()),
        ],
    };

    public static readonly Register Grassroots = new()
    {
        Id = "flows", Title = "向基层流动", Noun = "流动", Counter = "人", Table = "grassroots_flow", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "流动", 60).Required().Wide().Hinted("如 张三到枫岭镇中心卫生院支医"), Field.Row("talent_id", "人才", "talents").Required().Listed().Filter(), Field.Text("from_unit", "从", 60).Required().Listed(), Field.Text("to_unit", "到", 60).Required().Listed(), Field.Code("place_kind", "去向类别", PlaceKind).Required().Listed().FirstFilter(), Field.Code("form", "方式", FlowForm).Required().Listed().FirstFilter(),
            Field.Date("began_on", "开始").Required().Listed().Filter().Sortable().Past(), Field.Date("ends_on", "约定期满").Required().Listed().Filter(), Field.LongText("support", "支持措施", 300).Hinted("补助、职称倾斜、保险"), Field.Number("days", "已服务天数").Listed().ByDeed(), Field.Date("ended_on", "结束").Filter().ByDeed(), Field.Code("outcome", "期满去留", FlowEnd).Listed().FirstFilter().ByDeed(),
        ],
        Rules = [TermOver],
        Conditions = [new("在基层的", "ended_on.none=1"), ReadyCondition.Of(TermOver), new("期满留任", "outcome=1")],
        Deeds =
        [
            Deed("serve", "记服务天数", Edit, "天数累计", "update grassroots_flow set days = days + @days, version = version + 1 where id = @id and ended_on is null", "已经结束", Field.Number("days", "天数", 1, 366).Required(), Field.Text("words", "服务内容", 200).Required()),
            Deed("end", "登记去留", Edit, "计入期满去留；留任的继续计入在基层", "update grassroots_flow set ended_on = @on, outcome = @outcome, version = version + 1 where id = @id and ended_on is null and began_on <= @on", "已经登记过，或日期早于开始", Field.Date("on", "日期").Required().Past(), Field.Code("outcome", "期满去留", FlowEnd).Required()),
        ],
    };

    public static readonly Register Projects = new()
    {
        Id = "investment-projects", Title = "双招双引项目", Noun = "项目", Counter = "个", Table = "investment_project", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "项目", 80).Required().Wide(), Field.Text("investor", "投资方", 60).Required().Listed(), Field.Row("employer_id", "落地企业", "employers").Listed().Filter(), Field.Row("industry_id", "所属产业", "industries").Filter(), Field.Number("amount", "投资额（万元）", 0, 100_000_000).Required().Listed().DefaultsTo("0"),
            Field.Date("signed_on", "签约").Required().Listed().Filter().Past(), Field.Date("landed_on", "落地").Listed().Filter().Past(), Field.Row("talent_id", "带来项目的人才", "talents").Listed().Filter().Hinted("人才带项目来的填"), Field.Row("outside_talent_id", "回乡投资的乡贤", "outside-talents").Listed().Filter(), Field.Number("jobs", "带动就业（人）", 0, 1_000_000).Required().Listed().DefaultsTo("0"), Field.Text("village", "帮扶的村（社区）", 60).Listed().Filter(), Field.LongText("words", "说明", 500),
        ],
        Conditions = [new("已落地", "landed_on.from=1900.01.01"), new("落地没有登记带动就业", "landed_on.from=1900.01.01&jobs.to=0")],
        Children = [new() { Id = "talents", Title = "随项目引进", Noun = "引进", Counter = "人", Table = "introduction", ParentColumn = "project_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, RowPath = "talent/introductions", Fields = [Field.Text("name", "姓名").Listed(), Field.Code("grade", "认定层次", TalentCodes.Grade).Listed(), Field.Code("domain", "专业领域", TalentCodes.Domain).Listed(), Field.Date("arrived_on", "到岗").Listed(), Field.Date("verified_on", "核验").Listed()] }],
    };

    public static readonly Register Stock = new()
    {
        Id = "stock-actions", Title = "存量盘活", Noun = "盘活", Counter = "项", Table = "stock_action", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "盘活", 60).Required().Wide(), Field.Row("talent_id", "人才", "talents").Required().Listed().Filter().Hinted("人才库里标了闲置或学非所用的"), Field.Code("form", "方式", StockForm).Required().Listed().FirstFilter(), Field.Text("from_post", "原岗位", 60).Required().Listed(), Field.Text("to_post", "新的岗位、任务", 60).Required().Listed(), Field.Date("began_on", "开始").Required().Listed().Filter().Past(),
            Field.Date("activated_on", "发挥作用").Listed().Filter().ByDeed(), Field.Text("result", "效果").ByDeed(),
        ],
        Rules = [Stalled],
        Conditions = [ReadyCondition.Of(Stalled), new("已盘活", "activated_on.from=1900.01.01"), new("进行中", "activated_on.none=1")],
        Deeds =
        [
            new("activate", "登记发挥作用", Edit)
            {
                Consequence = "计入盘活人数；人才库里“闲置或学非所用”随之去掉", Fields = [Field.Date("on", "日期").Required().Past(), Field.Text("result", "效果", 200).Required()],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, on = deed.Day("on"), result = deed.Text("result") };
                    if (await db.ExecuteAsync("update stock_action set activated_on = @on, result = @result, version = version + 1 where id = @Id and activated_on is null and began_on <= @on", args, stop) == 0) return "已经登记过，或日期早于开始";
                    await db.TakesEffectAsync(deed.Day("on")!.Value, stop);
                    await db.ExecuteAsync("update talent t set is_idle = false, version = t.version + 1 from stock_action a where a.id = @Id and t.id = a.talent_id and t.is_idle", args, stop);
                    return null;
                },
            },
        ],
    };

    public static readonly IReadOnlyList<Register> All = [Referrals, Grassroots, Projects, Stock];
    public static readonly IReadOnlyList<Rule> Rules = [TermOver, Stalled];
}

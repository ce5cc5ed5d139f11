using R = OrgWork.Talent.PolicyRules;

namespace OrgWork.Talent;

/// <summary>人才政策 with their clauses, what is asked of them, and applications.</summary>
public static class Policies
{
    public const string Read = "talent.policy.read", Edit = "talent.policy.edit", Act = "talent.policy.act", Approve = "talent.policy.approve";
    const string Money = "待遇和资金", Course = "办理";

    static readonly CodeSet Level = new("policy_level", "层级", "本平台", [new("1", "国家"), new("2", "省级"), new("3", "市级"), new("4", "县级")]);
    public static readonly CodeSet Class = new("policy_class", "政策类别", "产业人才集聚、本土人才培育、发展生态优化（各地可另定）", [new("1", "产业人才集聚"), new("2", "本土人才培育"), new("3", "发展生态优化")]);
    public static readonly CodeSet Need = new("policy_need", "需求类别", "本平台（各地可另定）", [new("1", "安家住房"), new("2", "薪酬补贴"), new("3", "引才奖励"), new("4", "平台和项目"), new("5", "培养培训"), new("6", "子女和家属"), new("7", "医疗健康"), new("8", "职称评审"), new("9", "其他")]);
    public static readonly CodeSet ApplicantKind = new("policy_applicant", "申报对象", "本平台", [new("1", "人才"), new("2", "用人单位")]);
    static readonly CodeSet Source = new("need_source", "来源", "本平台", [new("1", "走访"), new("2", "问卷"), new("3", "申报中提出"), new("4", "座谈"), new("5", "企业引才难题")]);
    static readonly CodeSet Treatment = new("need_treatment", "处理", "本平台", [new("1", "已采纳修订"), new("2", "现有条款可以解决"), new("3", "转有关单位"), new("4", "暂不采纳")]);
    public static readonly CodeSet Satisfaction = new("fulfilment_satisfaction", "回访评价", "本平台", [new("1", "满意"), new("2", "基本满意"), new("3", "不满意")]);

    public static readonly Register Register = new()
    {
        Id = "policies", Title = "政策库", Noun = "政策", Counter = "件", Table = "policy", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("title", "政策名称", 100).Required().Wide(), Field.Text("number", "文号", 60).Listed(), Field.Text("issuer", "发文机关", 60).Required().Listed(), Field.Code("level", "层级", Level).Required().Listed().FirstFilter(), Field.Date("effective_on", "施行日期").Required().Listed().Filter().Sortable(), Field.Date("expires_on", "有效期至").Listed().Filter(), Field.LongText("summary", "主要内容", 4000)],
        Rules = [R.Expiring],
        Conditions = [ReadyCondition.Of(R.Expiring), new("上级政策", "level=1,2")],
    };

    public static readonly Register Clauses = new()
    {
        Id = "clauses", Title = "政策条款", Noun = "条款", Counter = "条", Table = "policy_clause", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "条款", 80).Required().Wide(), Field.Row("policy_id", "政策", "policies").Required().Listed().Filter(), Field.Code("class", "政策类别", Class).Required().Listed().FirstFilter(), Field.Code("need", "回应的需求", Need).Required().Listed().Filter(), Field.Code("applicant", "申报对象", ApplicantKind).Required().Listed().FirstFilter().DefaultsTo("1"),
            Field.Text("benefit", "享受待遇", 200).Required().In(Money), Field.Number("amount", "标准（元）", 0, 100_000_000).Required().Listed().DefaultsTo("0").Hinted("非资金待遇填 0").In(Money), Field.Code("fund_line", "资金类别", FundBook.Line).Filter().Hinted("有资金的必填，按它找本年资金科目").In(Money),
            Field.Text("handling", "承办单位", 60).Required().Listed().In(Course), Field.LongText("materials", "申报材料", 500).Required().In(Course), Field.Number("limit_days", "办理时限（工作日）", 1, 250).Required().Listed().DefaultsTo("30").In(Course), Field.Number("publicity_days", "公示（工作日）", 1, 60).Required().DefaultsTo("5").In(Course),
            Field.Date("valid_from", "自何日起").Required().Filter().In(Course), Field.Date("valid_to", "至何日止").Filter().In(Course), Field.Row("upper_id", "承接的上级条款", "clauses").In(Course), Field.Number("edition", "第几版").ByDeed().In(Course), Field.Row("earlier_id", "上一版", "clauses").ByDeed().In(Course), Field.LongText("remark", "说明", 500).In(Course),
        ],
        Rules = [R.TakenUp, R.WithConditions],
        Conditions = [new("现行", "valid_to.none=1"), new("资金待遇", "amount.from=1"), ReadyCondition.Of(R.TakenUp), ReadyCondition.Of(R.WithConditions)],
        Actions = [new("条件和符合的人", "talent/policy/clause", Read, IsForOne: true)],
        Deeds =
        [
            new("revise", "修订为新版", Edit)
            {
                Consequence = "现行这一版到前一天为止，新版从这一天起，条件照抄，可以再改；两版的金额、人数可以比较",
                Fields = [Field.Date("valid_from", "新版自何日起").Required(), Field.Number("amount", "新标准（元）", 0, 100_000_000).Required(), Field.Text("benefit", "新待遇", 200).Required()],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, on = deed.Day("valid_from"), amount = deed.Values["amount"], benefit = deed.Text("benefit"), actor = db.Actor.Id };
                    if (await db.ExecuteAsync("update policy_clause set valid_to = @on::date - 1, version = version + 1 where id = @Id and valid_from < @on and (valid_to is null or valid_to >= @on)", args, stop) == 0) return "这一版已经失效，或新版的日期不在它之后";
                    await db.ExecuteAsync("""
                        with made as (insert into policy_clause (locality_path, rank_order, title, policy_id, class, need, applicant, benefit, amount, fund_line, handling, materials, limit_days, publicity_days, valid_from, edition, earlier_id, upper_id, created_by)
                          select locality_path, rank_order, title, policy_id, class, need, applicant, @benefit, @amount, fund_line, handling, materials, limit_days, publicity_days, @on, edition + 1, id, upper_id, @actor from policy_clause where id = @Id returning id, locality_path)
                        insert into clause_condition (policy_clause_id, locality_path, rank_order, condition, value) select made.id, made.locality_path, k.rank_order, k.condition, k.value from made join clause_condition k on k.policy_clause_id = @Id and k.removed_at is null
                        """, args, stop);
                    return null;
                },
            },
        ],
    };

    public static readonly Register Needs = new()
    {
        Id = "policy-needs", Title = "政策需求和建议", Noun = "需求", Counter = "条", Table = "policy_need", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "需求、建议", 200).Required().Wide(), Field.Code("need", "需求类别", Need).Required().Listed().FirstFilter(), Field.Code("source", "来源", Source).Required().Listed().Filter(), Field.Row("employer_id", "用人单位", "employers").Listed().Filter(), Field.Row("talent_id", "人才", "talents").Filter(), Field.Row("industry_id", "产业", "industries").Filter(),
            Field.Date("raised_on", "提出日期").Required().Listed().Filter().Sortable().Past(), Field.Row("clause_id", "针对的条款", "clauses").Filter(), Field.Code("treatment", "处理", Treatment).Listed().FirstFilter().ByDeed(), Field.Date("treated_on", "处理日期").Filter().ByDeed(), Field.LongText("reply", "处理说明", 500).ByDeed(),
        ],
        Conditions = [new("待处理", "treated_on.none=1") { Light = "yellow" }, new("企业引才难题", "source=5")],
        Deeds =
        [
            new("treat", "处理", Edit)
            {
                Consequence = "修订政策时逐条列出怎样处理的；需求与现行条款对上的计入政策匹配度",
                Fields = [Field.Date("treated_on", "处理日期").Required().Past(), Field.Code("treatment", "处理", Treatment).Required(), Field.Row("clause_id", "对应的条款", "clauses"), Field.LongText("reply", "说明", 500).Required()],
                Done = async (db, deed, stop) => deed.Values.GetValueOrDefault("clause_id") is Guid clause && !await db.FirstAsync<bool>("select exists (select from policy_clause where id = @clause and removed_at is null)", new { clause }, stop) ? "所选的条款不存在"
                    : await db.ExecuteAsync("update policy_need set treated_on = @on, treatment = @treatment, reply = @reply, clause_id = coalesce(@clause, clause_id), version = version + 1 where id = @Id and raised_on <= @on", new { deed.Id, on = deed.Day("treated_on"), treatment = deed.Text("treatment"), reply = deed.Text("reply"), clause = deed.Values.GetValueOrDefault("clause_id") as Guid? }, stop) == 0 ? "处理日期早于提出日期" : null,
            },
        ],
    };

    public static readonly Register Applications = new()
    {
        Id = "applications", Title = "政策申报", Noun = "申报", Counter = "件", Table = "application", ReadPermission = Read, WritePermission = Act,
        Fields =
        [
            Field.Text("title", "申报", 100).Required().Wide(), Field.Row("clause_id", "条款", "clauses").Required().Listed().Filter(), Field.Row("talent_id", "申报人", "talents").Listed().Filter().Hinted("人才和单位填一个"), Field.Row("employer_id", "申报单位", "employers").Listed().Filter(), Field.Date("applied_on", "申报日期").Required().Listed().Filter().Sortable().Past(), Field.Text("contact", "联系人", 36), Field.Code("channel", "途径", Portal.Channel).Required().Filter().DefaultsTo("1"),
            Field.Text("stage", "进展").Listed().Filter().ByDeed(), Field.Date("accepted_on", "受理").Filter().ByDeed(), Field.Number("granted", "核定金额（元）").Listed().ByDeed(), Field.Date("paid_on", "拨付").Listed().Filter().ByDeed(), Field.Date("ended_on", "不予兑现").Filter().ByDeed(), Field.Code("satisfaction", "回访评价", Satisfaction).Filter().ByDeed(), Field.LongText("remark", "备注", 500),
        ],
        Conditions = [new("待受理", "accepted_on.none=1&ended_on.none=1") { Light = "yellow" }, new("在办", "accepted_on.from=1900.01.01&paid_on.none=1&ended_on.none=1"), new("已拨付", "paid_on.from=1900.01.01"), new("不予兑现", "ended_on.from=1900.01.01"), new("线上申报", "channel=2")],
        Actions = [new("受理…", "talent/fulfilment/new", Act, Writes: true)],
    };
}

using R = OrgWork.Talent.DemandRules;

namespace OrgWork.Talent;

/// <summary>人才需求, 求职意向 and what comes of them: pairs that are proposed with reasons and followed to arrival.</summary>
public static class Demands
{
    const string Read = Employers.Read, Edit = Employers.Edit, Wanted = "条件", Course = "办理";

    public static readonly CodeSet Direction = new("demand_direction", "方向", "围绕发展所需引人才、围绕基层所需育人才", [new("1", "发展（引进）"), new("2", "基层（培养）")]);
    static readonly CodeSet CloseReason = new("demand_close", "关闭原因", "本平台", [new("1", "已招满"), new("2", "单位撤回"), new("3", "岗位调整"), new("9", "其他")]);
    public static readonly CodeSet Stage = new("pairing_stage", "进展", "推荐、洽谈、意向、签约、到岗", [new("1", "推荐"), new("2", "洽谈"), new("3", "意向"), new("4", "签约"), new("5", "到岗"), new("9", "终止")]);
    static readonly CodeSet EndReason = new("pairing_end", "终止原因", "本平台", [new("1", "待遇没有谈拢"), new("2", "岗位不合适"), new("3", "另有去向"), new("4", "单位不再需要"), new("5", "家庭原因"), new("9", "其他")]);

    public static readonly Register Register = new()
    {
        Id = "demands", Title = "人才需求", Noun = "需求", Counter = "条", Table = "demand", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "岗位", 60).Required().Listed(), Field.Row("employer_id", "用人单位", "employers").Required().Wide().Filter(), Field.Row("industry_id", "所属产业", "industries").Filter(),
            Field.Code("system", "系统", TalentCodes.System).Required().Listed().Filter(), Field.Code("domain", "专业领域", TalentCodes.Domain).Required().Listed().FirstFilter(), Field.Text("speciality", "具体专业", 100),
            Field.Code("direction", "方向", Direction).Required().DefaultsTo("1").Filter(), Field.Code("form", "方式", TalentCodes.Form).Required().DefaultsTo("1").FirstFilter(),
            Field.Number("needed", "需求人数", 1, 10000).Required().Listed().DefaultsTo("1"), Field.Number("filled", "已到岗").Listed().ByDeed(),
            Field.Flag("is_urgent", "急需").Listed().FirstFilter().DefaultsTo("0"), Field.Flag("is_new_business", "新业态").Filter().DefaultsTo("0"),
            Field.Date("filed_on", "申报日期").Required().WideScreensOnly().Filter().Sortable().Past(), Field.Date("needed_by", "希望到岗").Listed().Filter(),
            Field.Code("grade", "最低认定层次", TalentCodes.Grade).In(Wanted), Field.Code("education", "最低学历", StandardCodes.Education).In(Wanted), Field.Code("language", "外语", TalentCodes.Language).In(Wanted),
            Field.Number("pay_from", "年薪下限（元）", 0, 100_000_000).In(Wanted), Field.Number("pay_to", "年薪上限（元）", 0, 100_000_000).In(Wanted), Field.LongText("duties", "岗位职责和条件", 1000).In(Wanted),
            Field.Date("released_on", "发布").WideScreensOnly().Filter().ByDeed().In(Course), Field.Date("followed_on", "最近跟进").Filter().ByDeed().In(Course), Field.Date("closed_on", "关闭").Filter().ByDeed().In(Course), Field.Code("close_reason", "关闭原因", CloseReason).Filter().ByDeed().In(Course), Field.LongText("remark", "备注", 500).In(Course),
            Field.Code("channel", "途径", Portal.Channel).Filter().ByDeed().In(Course), Field.Code("intake", "核对", Portal.Intake).Filter().ByDeed().In(Course), Field.Date("checked_on", "核对日期").ByDeed().In(Course), Field.Text("check_words", "核对说明").ByDeed().In(Course),
        ],
        Rules = [R.Overdue, R.Stale, R.Acted],
        Conditions =
        [
            new("在招", "closed_on.none=1"), new("急需在招", "is_urgent=1&closed_on.none=1"), new("线上填报待核对", "intake=1&closed_on.none=1") { Light = "yellow" }, new("待发布", "released_on.none=1&closed_on.none=1&intake=2") { Light = "yellow" }, ReadyCondition.Of(R.Overdue), ReadyCondition.Of(R.Stale), ReadyCondition.Of(R.Acted),
            new("新业态", "is_new_business=1"), new("围绕基层（培养）", "direction=2"), new("已关闭", "closed_on.from=1900.01.01"),
        ],
        Actions = [new("找人选", "talent/demand/match", Read, IsForOne: true)],
        Children =
        [
            new() { Id = "introductions", Title = "引进", Noun = "引进", Counter = "人", Table = "introduction", ParentColumn = "demand_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, RowPath = "talent/introductions", Fields = [Field.Text("name", "姓名").Listed(), Field.Date("arrived_on", "到岗").Listed(), Field.Date("verified_on", "核验").Listed()] },
            new()
            {
                Id = "trainings", Title = "培养行动", Noun = "培养行动", Counter = "项", Table = "training_action", ParentColumn = "demand_id", BeganColumn = "began_on", ReadPermission = Read, WritePermission = Edit,
                Fields = [Field.Text("words", "培养措施", 200).Required().Wide(), Field.Text("unit", "培养单位", 60).Required().Listed(), Field.Date("began_on", "开始").Required().Listed(), Field.Number("people", "人数", 0, 10000).Required().Listed().DefaultsTo("1"), Field.Text("result", "成效", 200).Listed()],
            },
        ],
        Deeds =
        [
            Portal.Check("demand", "closed_on is null"), Portal.SendBack("demand", "closed_on is null"),
            new("release", "发布", Edit)
            {
                Consequence = "列入公开的需求目录，急需的在前，从这一天起计算跟进",
                Fields = [Field.Date("released_on", "发布日期").Required().Past()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update demand set released_on = @on, followed_on = @on, version = version + 1 where id = @Id and released_on is null and closed_on is null and intake = '2' and filed_on <= @on", new { deed.Id, on = deed.Day("released_on") }, stop) == 0 ? "已经发布或已经关闭，线上填报的还没有核对，或日期早于申报" : null,
            },
            new("follow", "记一次跟进", Edit)
            {
                Consequence = "更新最近跟进日期，停止“长期没有跟进”的提醒",
                Fields = [Field.Date("followed_on", "跟进日期").Required().Past(), Field.Text("words", "情况", 200).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update demand set followed_on = @on, remark = right(concat_ws(E'\\n', remark, to_char(@on::date, 'YYYY.MM.DD') || ' ' || @words), 500), version = version + 1 where id = @Id and closed_on is null and coalesce(followed_on, filed_on) <= @on", new { deed.Id, on = deed.Day("followed_on"), words = deed.Text("words") }, stop) == 0 ? "已经关闭，或日期早于上次跟进" : null,
            },
            new("close", "关闭", Edit)
            {
                Consequence = "从需求目录里撤下；没有完成的对接一并终止",
                Fields = [Field.Date("closed_on", "关闭日期").Required().Past(), Field.Code("close_reason", "原因", CloseReason).Required()],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, on = deed.Day("closed_on"), reason = deed.Text("close_reason") };
                    if (await db.ExecuteAsync("update demand set closed_on = @on, close_reason = @reason, version = version + 1 where id = @Id and closed_on is null and filed_on <= @on", args, stop) == 0) return "已经关闭，或日期早于申报";
                    await db.ExecuteAsync("update pairing set stage = '9', ended_on = greatest(@on, moved_on), moved_on = greatest(@on, moved_on), end_reason = '4', version = version + 1 where demand_id = @Id and stage < '5' and removed_at is null", args, stop);
                    return null;
                },
            },
        ],
    };

    public static readonly Register Wishes = new()
    {
        Id = "wishes", Title = "求职意向", Noun = "意向", Counter = "人", Table = "wish", ReadPermission = Read, WritePermission = Edit, OpenPermission = Employers.Open, EndedColumn = "settled_on",
        Fields =
        [
            Field.Name(), Field.Code("domain", "专业领域", TalentCodes.Domain).Required().Listed().FirstFilter(), Field.Text("speciality", "具体专业和专长", 100).Wide(), Field.Code("education", "学历", StandardCodes.Education).Required().Listed().Filter(), Field.Code("grade", "认定（相当）层次", TalentCodes.Grade).Listed().Filter(),
            Field.Code("language", "外语", TalentCodes.Language).Filter(), Field.Code("form", "方式", TalentCodes.Form).Required().Listed().DefaultsTo("1").FirstFilter(), Field.Number("pay_min", "期望年薪（元）", 0, 100_000_000).Listed().Hinted("不填为面议"),
            Field.Date("filed_on", "登记日期").Required().WideScreensOnly().Filter().Past(), Field.Date("valid_until", "有效期至").Required().Listed().Filter(), Field.Row("talent_id", "人才库记录", "talents"), Field.Row("outside_talent_id", "域外人才库记录", "outside-talents"), Field.Phone("phone", "联系电话"),
            Field.Date("settled_on", "落实日期").Filter().ByDeed(), Field.LongText("words", "意向说明", 500).Hinted("意向地点由“所在区划”决定：登记在县即愿到该县，登记在市即全市都可以"),
            Field.Code("channel", "途径", Portal.Channel).Filter().ByDeed(), Field.Code("intake", "核对", Portal.Intake).Filter().ByDeed(), Field.Date("checked_on", "核对日期").ByDeed(), Field.Text("check_words", "核对说明").ByDeed(), Field.Date("withdrawn_on", "本人撤回").Filter().ByDeed(),
        ],
        Conditions = [new("全职", "form=1,3"), new("柔性", "form=2,3"), new("线上填报待核对", "intake=1&withdrawn_on.none=1") { Light = "yellow" }, new("已过有效期", "valid_until.to=-1d") { Light = "yellow" }, new("本人撤回", "withdrawn_on.from=1900.01.01"), new("已落实", "settled_on.from=1900.01.01")],
        Deeds = [Portal.Check("wish", "withdrawn_on is null"), Portal.SendBack("wish", "withdrawn_on is null")],
        Actions = [new("找岗位", "talent/demand/posts", Read, IsForOne: true)],
    };

    public static readonly Register Pairings = new()
    {
        Id = "pairings", Title = "供需对接", Noun = "对接", Counter = "对", Table = "pairing", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "对接", 100).Required().Listed(), Field.Row("demand_id", "岗位", "demands").Required().Listed().Filter(), Field.Row("wish_id", "人选", "wishes").Required().Listed().Filter(),
            Field.Code("stage", "进展", Stage).Listed().FirstFilter().ByDeed(), Field.LongText("reasons", "推荐理由", 500).Required().Wide(), Field.Date("proposed_on", "推荐").Required().Listed().Filter().Sortable().Past(),
            Field.Date("talked_on", "洽谈").ByDeed(), Field.Date("intended_on", "意向").ByDeed(), Field.Date("signed_on", "签约").Filter().ByDeed(), Field.Date("arrived_on", "到岗").Filter().ByDeed(), Field.Date("moved_on", "最近进展").Required().Listed().Past(),
            Field.Date("ended_on", "终止").Filter().ByDeed(), Field.Code("end_reason", "终止原因", EndReason).Filter().ByDeed(), Field.LongText("remark", "备注", 500),
        ],
        Rules = [R.Stalled],
        Conditions = [new("正在对接", "stage=1,2,3,4"), ReadyCondition.Of(R.Stalled), new("已签约未到岗", "stage=4"), new("已到岗", "stage=5"), new("终止", "stage=9")],
        Deeds =
        [
            Move("talk", "记洽谈", "2", "talked_on", "双方已经洽谈，下一步是达成意向或终止"), Move("intend", "达成意向", "3", "intended_on", "双方达成意向，下一步签约"),
            Move("sign", "签约", "4", "signed_on", "签了合同或协议，等到岗；计入供需对接签约率"),
            new("arrive", "到岗", Edit)
            {
                Consequence = "岗位的已到岗人数加一，招满即关闭；登记一条人才引进，等核验后计数；回访计划自动生成",
                Fields = [Field.Date("on", "到岗日期").Required().Past(), Field.Date("contract_ends_on", "合同（协议）止"), Field.Text("promised", "承诺待遇", 200)],
                Done = Introductions.FromPairingAsync,
            },
            new("end", "终止", Edit)
            {
                Consequence = "这一对不再跟进，人选可以再推荐到别的岗位",
                Fields = [Field.Date("on", "日期").Required().Past(), Field.Code("end_reason", "原因", EndReason).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update pairing set stage = '9', ended_on = @on, moved_on = @on, end_reason = @reason, version = version + 1 where id = @Id and stage < '5' and moved_on <= @on", new { deed.Id, on = deed.Day("on"), reason = deed.Text("end_reason") }, stop) == 0 ? "已经到岗或终止，或日期早于最近进展" : null,
            },
        ],
    };

    /// <summary>One stage further; none is left out and none goes back.</summary>
    static RegisterDeed Move(string id, string title, string stage, string column, string consequence) => new(id, title, Edit)
    {
        Consequence = consequence,
        Fields = [Field.Date("on", "日期").Required().Past()],
        Done = async (db, deed, stop) => await db.ExecuteAsync($"update pairing set stage = @stage, {column} = @on, moved_on = @on, version = version + 1 where id = @Id and stage = @before and moved_on <= @on", new { deed.Id, on = deed.Day("on"), stage, before = $"{stage[0] - '1'}" }, stop) == 0
            ? $"现在不在“{Stage.NameOf($"{stage[0] - '1'}")}”这一步，或日期早于最近进展" : null,
    };
}

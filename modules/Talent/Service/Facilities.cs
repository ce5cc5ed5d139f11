using static OrgWork.Talent.TalentWork;

namespace OrgWork.Talent;

/// <summary>人才公园、载体 with who sits in them, 发展环境清单, 人才服务卡.</summary>
public static class Facilities
{
    const string Read = ServiceOrders.Read, Edit = ServiceOrders.Edit;

    public static readonly CodeSet Kind = new("facility_kind", "设施类别", "人才公园、人才载体（各地可另定）", [new("1", "人才公园"), new("2", "共享办公"), new("3", "创业孵化"), new("4", "人才驿站"), new("5", "人才之家"), new("9", "其他")]);
    static readonly CodeSet EnvironmentField = new("environment_field", "领域", "本平台", [new("1", "政策"), new("2", "住房"), new("3", "子女入学"), new("4", "医疗健康"), new("5", "平台"), new("6", "文化生活")]);
    static readonly CodeSet Judged = new("environment_result", "结果", "本平台", [new("1", "达到"), new("2", "有改进"), new("3", "没有改进")]);
    static readonly CodeSet CardLevel = new("card_level", "等级", "本平台（各地可另定）", [new("1", "金卡（A、B 类）"), new("2", "银卡（C、D 类）"), new("3", "普通卡")]);
    public static readonly CodeSet CardItem = new("card_item", "礼遇事项", "本平台（各地可另定）", [new("1", "就医"), new("2", "出行"), new("3", "文化旅游"), new("4", "体育健身"), new("5", "金融服务"), new("6", "政务窗口"), new("9", "其他")]);

    public static readonly Rule<DueFacts> ItemDue = IntroductionRules.Due("talent.environment.due", "环境问题按期改进", "环境问题超期没有改进", "red", new("environment", "select e.id, e.locality_path, e.title, e.due_on, case when e.judged in ('1', '2') then e.judged_on end as done_on from environment_item e where e.removed_at is null and coalesce(e.problem, '') <> '' and coalesce(e.judged, '3') = '3'"), "grace", "宽限", 0);
    public static readonly Rule<DueFacts> CardEnding = IntroductionRules.Due("talent.cards.valid", "服务卡到期换发", "服务卡已到期", "yellow", new("cards", "select c.id, c.locality_path, c.title, c.valid_until as due_on, null::date as done_on from courtesy_card c where c.removed_at is null and c.stopped_on is null"), "grace", "宽限", 0);

    public static readonly Register Register = new()
    {
        Id = "facilities", Title = "人才载体和设施", Noun = "设施", Counter = "处", Table = "facility", ReadPermission = Read, WritePermission = Edit, EndedColumn = "ended_on",
        Fields =
        [
            Field.Text("name", "名称", 60).Required().Listed(), Field.Code("kind", "类别", Kind).Required().Listed().FirstFilter(), Field.Text("address", "地点", 100).Required().Listed(), Field.LongText("functions", "功能", 300).Required().Wide(), Field.Number("capacity", "可容纳（工位、户）", 0, 100_000).Required().Listed().DefaultsTo("0"), Field.LongText("services", "现场服务", 300), Field.Text("keeper", "管理单位", 60).Required().Listed(), Field.Date("opened_on", "启用").Filter().Past(), Field.Date("ended_on", "停用").Filter().Past(),
        ],
        Children =
        [
            new() { Id = "residents", Title = "入驻", Noun = "入驻", Counter = "家", Table = "facility_resident", ParentColumn = "facility_id", BeganColumn = "began_on", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("name", "入驻的人才、团队、企业", 60).Required().Listed(), Field.Date("began_on", "入驻").Required().Listed().Past(), Field.Date("ended_on", "退出").Listed().Past(), Field.Number("seats", "占用（工位、户）", 1, 10_000).Required().Listed().DefaultsTo("1"), Field.Text("words", "说明", 200)] },
            new() { Id = "events", Title = "活动", Noun = "活动", Counter = "场", Table = "facility_event", ParentColumn = "facility_id", BeganColumn = "held_on", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("title", "活动", 60).Required().Listed(), Field.Date("held_on", "日期").Required().Listed(), Field.Number("people", "参加人数", 0, 1_000_000).Required().Listed().DefaultsTo("0")] },
            new() { Id = "honours", Title = "展示的人物", Noun = "人物", Counter = "人", Table = "facility_honour", ParentColumn = "facility_id", BeganColumn = "shown_on", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("name", "人物", 36).Required().Listed(), Field.Text("words", "事迹", 200).Required().Listed(), Field.Date("shown_on", "展示").Required().Listed().Past(), Field.Date("removed_on", "撤展").Listed().Past()] },
        ],
    };

    public static readonly Register Environment = new()
    {
        Id = "environment", Title = "人才发展环境清单", Noun = "检查项", Counter = "项", Table = "environment_item", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "检查项", 80).Required().Wide(), Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter(), Field.Code("field", "领域", EnvironmentField).Required().Listed().FirstFilter(), Field.Text("standard", "应达到", 200).Required(), Field.Text("problem", "问题", 200).Listed(), Field.Text("owner", "责任单位", 60).Required().Listed(), Field.Date("due_on", "期限").Required().Listed().Filter(),
            Field.Code("judged", "结果", Judged).Listed().FirstFilter().ByDeed(), Field.Date("judged_on", "检查").Filter().ByDeed(), Field.LongText("result", "改进情况", 500).ByDeed(),
        ],
        Rules = [ItemDue],
        Conditions = [new("待检查", "judged_on.none=1"), new("没有改进", "judged=3") { Light = "yellow" }, ReadyCondition.Of(ItemDue)],
        Deeds = [Deed("judge", "登记检查结果", Edit, "没有改进的继续亮灯", "update environment_item set judged = @judged, judged_on = @on, result = @result, version = version + 1 where id = @id", "不存在", Field.Date("on", "日期").Required().Past(), Field.Code("judged", "结果", Judged).Required(), Field.LongText("result", "改进情况", 500).Required())],
    };

    public static readonly Register Cards = new()
    {
        Id = "cards", Title = "人才服务卡", Noun = "服务卡", Counter = "张", Table = "courtesy_card", ReadPermission = Read, WritePermission = Edit, EndedColumn = "stopped_on",
        Fields =
        [
            Field.Text("title", "卡号", 30).Required().Listed(), Field.Row("talent_id", "持卡人才", "talents").Required().Listed().Filter(), Field.Code("level", "等级", CardLevel).Required().Listed().FirstFilter(), Field.Text("items", "礼遇事项", 200).Required().Wide(), Field.Date("valid_from", "有效期起").Required(), Field.Date("valid_until", "有效期止").Required().Listed().Filter(),
            Field.Number("uses", "使用次数").Listed().Filter().ByDeed(), Field.Date("stopped_on", "停用").Filter().ByDeed(), Field.Text("stop_reason", "停用原因").ByDeed(),
        ],
        Rules = [CardEnding],
        Conditions = [ReadyCondition.Of(CardEnding), new("没有用过", "uses.to=0"), new("已停用", "stopped_on.from=1900.01.01")],
        Children = [new() { Id = "uses", Title = "使用记录", Noun = "使用", Counter = "次", Table = "card_use", ParentColumn = "courtesy_card_id", BeganColumn = "used_on", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("place", "地点", 60).Required().Listed(), Field.Code("item", "事项", CardItem).Required().Listed().ByDeed(), Field.Date("used_on", "日期").Required().Listed().Past()] }],
        Deeds =
        [
            new("use", "记使用", Edit)
            {
                Consequence = "记入使用记录；到期、停用的卡不能用", Fields = [Field.Code("item", "事项", CardItem).Required(), Field.Date("on", "日期").Required().Past(), Field.Text("place", "地点", 60).Required()],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, deed.LocalityPath, item = deed.Text("item"), on = deed.Day("on"), place = deed.Text("place") };
                    if (await db.ExecuteAsync("update courtesy_card set uses = uses + 1, version = version + 1 where id = @Id and stopped_on is null and @on between valid_from and valid_until", args, stop) == 0) return "卡已停用，或不在有效期";
                    await db.ExecuteAsync("insert into card_use (courtesy_card_id, locality_path, rank_order, item, used_on, place) values (@Id, @LocalityPath, -(@on::date - date '2000-01-01'), @item, @on, @place)", args, stop);
                    return null;
                },
            },
            Deed("stop", "停用", Edit, "卡从这一天起不能再用", "update courtesy_card set stopped_on = @on, stop_reason = @reason, version = version + 1 where id = @id and stopped_on is null and valid_from <= @on", "已经停用，或日期早于有效期起", Field.Date("on", "日期").Required().Past(), Field.Text("reason", "原因", 100).Required()),
        ],
    };

    public static readonly IReadOnlyList<Register> All = [Register, Environment, Cards];
    public static readonly IReadOnlyList<Rule> Rules = [ItemDue, CardEnding];
}

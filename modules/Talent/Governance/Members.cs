namespace OrgWork.Talent;

/// <summary>人才工作领导小组成员单位 with 三张清单: drafted, reviewed, issued, revised every year.</summary>
public static class Members
{
    public const string Read = "talent.governance.read", Edit = "talent.governance.edit", Issue = "talent.governance.issue";

    public static readonly CodeSet List = new("duty_list", "清单", "权力、责任、服务“三张清单”", [new("1", "权力清单"), new("2", "责任清单"), new("3", "服务清单")]);
    public static readonly CodeSet Tag = new("duty_tag", "职责分类", "管宏观、管政策、管协调、管服务", [new("1", "管宏观"), new("2", "管政策"), new("3", "管协调"), new("4", "管服务")]);
    static readonly CodeSet State = new("duty_state", "状态", "起草、审核、印发、年度修订", [new("1", "起草"), new("2", "审核"), new("3", "印发"), new("4", "废止")]);

    static readonly CodeSet Carried = new("duty_carried", "落实情况", "本平台", [new("1", "落实"), new("2", "部分落实"), new("3", "没有落实")]);

    public static readonly Rule<DueFacts> Revised = IntroductionRules.Due("talent.duties.revised", "三张清单每年修订", "印发满一年没有修订", "yellow", new("duties", "select d.id, d.locality_path, d.title, d.issued_on as due_on, null::date as done_on from duty_item d where d.removed_at is null and d.state = '3'"), "days", "修订周期", 366);
    public static readonly Rule<DueFacts> LookedAt = IntroductionRules.Due("talent.duties.checked", "清单事项每半年检查落实", "半年没有检查落实", "yellow", new("duties", "select d.id, d.locality_path, d.title, greatest(d.issued_on, d.checked_on) as due_on, null::date as done_on from duty_item d where d.removed_at is null and d.state = '3'"), "days", "检查周期", 183);

    public static readonly Register Register = new()
    {
        Id = "members", Title = "成员单位", Noun = "成员单位", Counter = "家", Table = "member_unit", ReadPermission = Read, WritePermission = Edit, OpenPermission = Edit, EndedColumn = "ended_on",
        Fields = [Field.Text("name", "成员单位", 60).Required().Wide(), Field.Unit("unit_id", "对应机构"), Field.Text("duty", "组内职务", 36).Required().Listed().DefaultsTo("成员"), Field.Text("head", "负责人", 36).Required().Listed(), Field.Text("liaison_officer", "联络员", 36).Listed(), Field.Phone("phone", "联系电话"), Field.Date("began_on", "自何日起").Required().Listed().Past(), Field.Date("ended_on", "退出日期").Past()],
        Rules = [ServiceRules.Officer],
        Conditions = [ReadyCondition.Of(ServiceRules.Officer)],
    };

    public static readonly Register Duties = new()
    {
        Id = "duties", Title = "三张清单", Noun = "清单事项", Counter = "项", Table = "duty_item", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "事项", 100).Required().Wide(), Field.Row("member_unit_id", "成员单位", "members").Required().Listed().Filter(), Field.Code("list", "清单", List).Required().Listed().FirstFilter(), Field.Code("tag", "职责分类", Tag).Required().Listed().FirstFilter(), Field.Text("basis", "依据", 100).Required(), Field.Text("office", "承办科室", 60).Required().Listed(), Field.Text("limit_words", "时限", 40).Required().Listed(), Field.Text("standard", "完成标准", 200).Required(),
            Field.Code("state", "状态", State).Listed().FirstFilter().ByDeed(), Field.Number("edition", "第几版").ByDeed(), Field.Date("reviewed_on", "审核").ByDeed(), Field.Date("issued_on", "印发").Listed().Filter().ByDeed(), Field.Date("ended_on", "废止").Filter().ByDeed(), Field.Code("carried", "落实情况", Carried).Listed().FirstFilter().ByDeed(), Field.Date("checked_on", "检查落实").Filter().ByDeed(), Field.LongText("check_words", "检查情况").ByDeed(), Field.LongText("remark", "说明", 300),
        ],
        Children = [new() { Id = "services", Title = "服务事项", Noun = "服务事项", Counter = "项", Table = "service_item", ParentColumn = "duty_id", ReadPermission = ServiceOrders.Read, WritePermission = ServiceOrders.Edit, IsLedger = true, RowPath = "talent/service-items", Fields = [Field.Text("name", "服务事项").Listed(), Field.Number("limit_count", "时限").Listed(), Field.Date("ended_on", "停办日期").Listed()] }],
        Rules = [Revised, LookedAt],
        Conditions = [ReadyCondition.Of(Revised), ReadyCondition.Of(LookedAt), new("没有落实", "carried=3") { Light = "red" }, new("待审核", "state=1") { Light = "yellow" }, new("待印发", "state=2") { Light = "yellow" }, new("现行", "state=3"), new("已废止", "state=4")],
        Deeds =
        [
            Deed("review", "审核", Edit, "审核通过，等印发；印发前可以再改", "update duty_item set state = '2', reviewed_on = @on, version = version + 1 where id = @Id and state = '1'", "不在起草阶段"),
            Deed("issue", "印发", Issue, "从这一天起执行，列入现行清单；以后要改走年度修订", "update duty_item set state = '3', issued_on = @on, version = version + 1 where id = @Id and state = '2' and reviewed_on <= @on", "还没有审核，或日期早于审核"),
            new("revise", "年度修订", Issue)
            {
                Consequence = "现行这一版到这一天废止，新版照抄成起草稿，改后再审核、印发",
                Fields = [Field.Date("on", "日期").Required().Past()],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, on = deed.Day("on"), actor = db.Actor.Id };
                    if (await db.ExecuteAsync("update duty_item set state = '4', ended_on = @on, version = version + 1 where id = @Id and state = '3' and issued_on <= @on", args, stop) == 0) return "只有现行的才修订，日期不早于印发";
                    await db.ExecuteAsync("insert into duty_item (locality_path, rank_order, title, member_unit_id, list, tag, basis, office, limit_words, standard, edition, created_by) select locality_path, rank_order, title, member_unit_id, list, tag, basis, office, limit_words, standard, edition + 1, @actor from duty_item where id = @Id", args, stop);
                    return null;
                },
            },
            TalentWork.Deed("check", "检查落实", Edit, "记下落实情况；没有落实的亮灯", "update duty_item set checked_on = @on, carried = @carried, check_words = @words, version = version + 1 where id = @id and state = '3' and issued_on <= @on", "只有现行的才检查，日期不早于印发", Field.Date("on", "日期").Required().Past(), Field.Code("carried", "落实情况", Carried).Required(), Field.LongText("words", "检查情况", 300).Required()),
            // Into the catalogue of services, from which orders are taken: the item is the unit's, the limit is the desk's.
            TalentWork.Deed("serve", "列入服务事项", ServiceOrders.Edit, "服务清单的事项列进服务事项目录，窗口、线上平台即可受理；按这里的时限计时", """
                insert into service_item (locality_path, rank_order, name, concern, handling, limit_kind, limit_count, materials, duty_id, created_by)
                select d.locality_path, d.rank_order, left(d.title, 60), @concern, m.name, '1', @limit_count, @materials, d.id, @by from duty_item d join member_unit m on m.id = d.member_unit_id
                where d.id = @id and d.list = '3' and d.state = '3' and not exists (select from service_item i where i.duty_id = d.id and i.removed_at is null and i.ended_on is null)
                """, "只有现行的服务清单事项才列入，或已经列入", Field.Code("concern", "四子分类", ServiceOrders.Concern).Required(), Field.Number("limit_count", "办理时限（工作日）", 1, 250).Required(), Field.LongText("materials", "材料", 500)),
            Deed("abolish", "废止", Issue, "从清单里去掉，不再执行", "update duty_item set state = '4', ended_on = @on, version = version + 1 where id = @Id and state = '3' and issued_on <= @on", "只有现行的才废止，日期不早于印发"),
        ],
    };

    static RegisterDeed Deed(string id, string title, string permission, string consequence, string update, string hindrance) => new(id, title, permission)
    {
        Consequence = consequence, Fields = [Field.Date("on", "日期").Required().Past()],
        Done = async (db, deed, stop) => await db.ExecuteAsync(update, new { deed.Id, on = deed.Day("on") }, stop) == 0 ? hindrance : null,
    };
}

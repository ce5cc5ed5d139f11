using R = OrgWork.Talent.ServiceRules;

namespace OrgWork.Talent;

/// <summary>服务事项, 服务单 with a clock, 人才公寓. Family and health stand in the content, which is stored hidden and opened for a purpose.</summary>
public static class ServiceOrders
{
    const string Arrangement = "就医、职称的安排";
    public const string Read = "talent.service.read", Edit = "talent.service.edit", Open = "talent.service.open";

    public static readonly CodeSet Concern = new("concern", "四子分类", "“房子”“孩子”“身子”“面子”", [new("1", "房子（住房）"), new("2", "孩子（子女入学）"), new("3", "身子（医疗健康）"), new("4", "面子（荣誉礼遇）"), new("5", "职称评审"), new("9", "其他")]);
    static readonly CodeSet LimitKind = new("limit_kind", "时限单位", "本平台", [new("1", "工作日"), new("2", "工作小时")]);
    public static readonly CodeSet Source = new("order_source", "来源", "本平台", [new("1", "窗口"), new("2", "电话"), new("3", "走访"), new("4", "线上"), new("5", "用人单位代办")]);
    static readonly CodeSet State = new("order_state", "办理状态", "受理、分办、办理、办结、评价", [new("1", "已受理"), new("2", "办理中"), new("3", "已退回"), new("4", "已办结")]);
    static readonly CodeSet PartState = new("order_part_state", "协办状态", "本平台", [new("1", "办理中"), new("2", "已办结"), new("3", "已退回")]);
    static readonly CodeSet Route = new("order_route", "途径", "本平台", [new("1", "正常途径"), new("2", "绿色通道、特殊评审")]);
    static readonly CodeSet Flat = new("flat_kind", "户型", "本平台", [new("1", "单间"), new("2", "一室"), new("3", "两室"), new("4", "三室")]);

    public static readonly Register Items = new()
    {
        Id = "service-items", Title = "服务事项", Noun = "服务事项", Counter = "项", Table = "service_item", ReadPermission = Read, WritePermission = Edit, EndedColumn = "ended_on",
        Fields =
        [
            Field.Text("name", "服务事项", 60).Required().Listed(), Field.Code("concern", "四子分类", Concern).Required().Listed().FirstFilter(), Field.Code("min_grade", "享受层次（至少）", TalentCodes.Grade).Listed().Hinted("不填即各层次都可以"), Field.Text("handling", "承办单位", 60).Required().Wide(), Field.Code("limit_kind", "时限单位", LimitKind).Required().Listed().DefaultsTo("1"), Field.Number("limit_count", "办理时限", 1, 250).Required().Listed(), Field.LongText("materials", "材料", 500), Field.Date("ended_on", "停办日期").Filter(), Field.Row("duty_id", "来自三张清单", "duties").Filter().ByDeed(), Field.LongText("remark", "说明", 500),
        ],
    };

    public static readonly Register Orders = new()
    {
        Id = "service-orders", Title = "人才服务单", Noun = "服务单", Counter = "件", Table = "service_order", ReadPermission = Read, WritePermission = Edit, OpenPermission = Open,
        Fields =
        [
            Field.Text("title", "事由", 60).Required().Wide().Hinted("不写家庭和健康的细节，细节写在诉求内容里"), Field.Row("item_id", "服务事项", "service-items").Required().Listed().Filter(), Field.Row("talent_id", "人才", "talents").Listed().Filter().Hinted("人才和用人单位填一个"), Field.Row("employer_id", "用人单位", "employers").Filter(), Field.LongText("content", "诉求内容", 1000).Sensitive(),
            Field.Code("source", "来源", Source).Required().Filter().DefaultsTo("1"), Field.Date("raised_on", "受理").Required().Listed().Filter().Sortable().Past(), Field.Date("due_on", "期限").Listed().Filter().Sortable().ByDeed(), Field.Code("state", "状态", State).Listed().FirstFilter().ByDeed(), Field.Text("handling", "承办单位").Listed().Filter().ByDeed(), Field.Text("officer", "服务专员").Filter().ByDeed(), Field.Date("assigned_on", "分办").ByDeed(),
            Field.Number("hand_overs", "转办次数").ByDeed(), Field.Number("returns", "退回次数").Filter().ByDeed(), Field.Date("done_on", "办结").Listed().Filter().ByDeed(), Field.LongText("result", "结果", 500).ByDeed(), Field.Code("satisfaction", "评价", TalentCodes.Satisfaction).Listed().FirstFilter().ByDeed(), Field.Row("visit_id", "走访记录", "visits").Filter().ByDeed(), Field.LongText("remark", "备注", 300),
            Field.Flag("is_eligible", "资格核对").Filter().ByDeed().In(Arrangement), Field.Text("eligibility", "核对说明").ByDeed().In(Arrangement), Field.Code("route", "途径", Route).Filter().ByDeed().In(Arrangement), Field.Text("partner", "对接单位和联系人").Filter().ByDeed().In(Arrangement), Field.Date("arranged_on", "预约日期").Filter().ByDeed().In(Arrangement), Field.Flag("is_obtained", "办成").Filter().ByDeed().In(Arrangement), Field.Text("filing_no", "评审结果备案号").ByDeed().In(Arrangement),
        ],
        Rules = [R.InTime, R.Level],
        Conditions = [new("待分办", "state=1,3") { Light = "yellow" }, new("办理中", "state=2"), ReadyCondition.Of(R.InTime), ReadyCondition.Of(R.Level), new("待评价", "state=4&satisfaction.none=1"), new("不满意", "satisfaction=3") { Light = "yellow" }, new("走访提出的", "source=3"), new("已预约", "arranged_on.from=1900.01.01&done_on.none=1"), new("资格不符", "is_eligible=0&done_on.none=1") { Light = "yellow" }],
        Children =
        [
            new()
            {
                Id = "steps", Title = "办理记录", Noun = "办理记录", Counter = "次", Table = "service_step", ParentColumn = "service_order_id", BeganColumn = "on_day", ReadPermission = Read, WritePermission = Edit,
                Fields = [Field.Text("words", "内容", 300).Required().Listed(), Field.Date("on_day", "日期").Required().Listed().Past(), Field.Text("kind", "办理", 20).Required().Listed(), Field.Text("by_name", "经办人", 36).Required().Listed()],
            },
            new() { Id = "parts", Title = "协办", Noun = "协办", Counter = "件", Table = "order_part", ParentColumn = "service_order_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, RowPath = "talent/order-parts", Fields = [Field.Text("title", "办什么").Wide(), Field.Text("handling", "协办单位").Listed(), Field.Text("officer", "经办专员").Listed(), Field.Date("due_on", "期限").Listed(), Field.Code("state", "状态", PartState).Listed(), Field.Date("done_on", "办结、退回").Listed()] },
        ],
        Deeds =
        [
            Step("assign", "分办", "承办单位收到后在期限内办结，期限从受理起算不重新计", [Field.Text("handling", "承办单位", 60).Required(), Field.Text("officer", "服务专员", 36).Hinted("不填的由人才（用人单位）的服务专员办")], "update service_order set state = '2', handling = @handling, officer = coalesce(@officer, officer), assigned_on = @on, version = version + 1 where id = @Id and state in ('1', '3') and raised_on <= @on and coalesce(@officer, officer) is not null", "已经分办或办结，或日期早于受理，或没有服务专员"),
            Step("split", "分给协办单位", "一件服务单要几个单位办的，逐个分出去，各有期限、不晚于服务单的期限；都办结以后服务单才能办结", [Field.Text("handling", "协办单位", 60).Required(), Field.Text("officer", "经办专员", 36).Required(), Field.Text("words", "办什么", 100).Required(), Field.Number("days", "几个工作日", 1, 250).Required()],
                """
                insert into order_part (locality_path, rank_order, title, service_order_id, handling, officer, assigned_on, due_on)
                select o.locality_path, -(@on::date - date '2000-01-01'), @words, o.id, @handling, @officer, @on, greatest(@on, least(o.due_on, working_day_due(@on, @days))) from service_order o
                where o.id = @Id and o.state = '2' and o.assigned_on <= @on and o.handling <> @handling and not exists (select from order_part p where p.service_order_id = o.id and p.handling = @handling and p.state = '1' and p.removed_at is null)
                """, "不在办理中，或日期早于分办，或这个单位就是承办单位、已经在办一部分"),
            Step("hand-over", "转办", "转给另一个单位，期限不变；转办次数记在服务单上", [Field.Text("handling", "转给", 60).Required(), Field.Text("words", "原因", 200).Required()], "update service_order set handling = @handling, hand_overs = hand_overs + 1, version = version + 1 where id = @Id and state = '2' and assigned_on <= @on and handling <> @handling", "不在办理中，或转给的就是现在的承办单位，或日期早于分办"),
            Step("return", "退回窗口", "承办单位不办，退回窗口重新分办，期限不变", [Field.Text("words", "原因", 200).Required()], "update service_order set state = '3', returns = returns + 1, version = version + 1 where id = @Id and state = '2' and assigned_on <= @on", "不在办理中，或日期早于分办"),
            Step("check", "资格核对", "核对是否符合条件、走哪条途径；不符合的说明理由后退回或办结", [Field.Flag("is_eligible", "符合条件").Required(), Field.Code("route", "途径", Route).Required(), Field.Text("words", "核对说明", 200).Required().Hinted("学历、年限、业绩材料，不写病情")], "update service_order set is_eligible = @eligible::boolean, route = @route, eligibility = @words, version = version + 1 where id = @Id and state = '2' and assigned_on <= @on", "不在办理中，或日期早于分办"),
            Step("arrange", "对接安排", "记下对接的医院或评审机构和日期，告知本人；只记办什么，不记病情", [Field.Text("partner", "对接单位和联系人", 60).Required(), Field.Date("arranged_on", "预约日期").Required(), Field.Code("route", "途径", Route).Required()], "update service_order set partner = @partner, arranged_on = @arranged, route = @route, version = version + 1 where id = @Id and state = '2' and assigned_on <= @on and raised_on <= @arranged", "不在办理中，或日期早于分办、预约早于受理"),
            Step("finish", "办结", "结果告知本人，等评价；停止计时", [Field.Text("words", "结果", 300).Required(), Field.Flag("is_obtained", "办成").Hinted("就医、职称填"), Field.Text("filing_no", "评审结果备案号", 40).Hinted("职称评审填")], "update service_order set is_obtained = @obtained::boolean, filing_no = @filing, state = '4', done_on = @on, done_at = case when @on = org.today() then now() else (@on::date + time '17:00') at time zone 'Asia/Shanghai' end, result = @words, version = version + 1 where id = @Id and state = '2' and assigned_on <= @on and not exists (select from order_part p where p.service_order_id = service_order.id and p.state = '1' and p.removed_at is null)", "还没有分办或已经办结，或日期早于分办，或协办单位还没有办结"),
            Step("rate", "记录评价", "记本人的评价；不满意的回到窗口重新分办", [Field.Code("satisfaction", "评价", TalentCodes.Satisfaction).Required(), Field.Text("words", "意见", 200)], "update service_order set satisfaction = @satisfaction, state = case when @satisfaction = '3' then '3' else state end, done_on = case when @satisfaction = '3' then null else done_on end, done_at = case when @satisfaction = '3' then null else done_at end, returns = returns + case when @satisfaction = '3' then 1 else 0 end, version = version + 1 where id = @Id and state = '4' and done_on <= @on", "还没有办结，或日期早于办结"),
        ],
    };

    /// <summary>One thing done with an order, and its line in the order's course.</summary>
    static RegisterDeed Step(string id, string title, string consequence, Field[] fields, string update, string hindrance) => new(id, title, Edit)
    {
        Consequence = consequence, Fields = [Field.Date("on", "日期").Required().Past(), .. fields],
        Done = async (db, deed, stop) =>
        {
            var words = deed.Text("words");
            var args = new { deed.Id, deed.LocalityPath, deed.By, on = deed.Day("on"), handling = deed.Text("handling"), officer = deed.Text("officer"), satisfaction = deed.Text("satisfaction"), partner = deed.Text("partner"), arranged = deed.Day("arranged_on"), route = deed.Text("route"), eligible = deed.Values.GetValueOrDefault("is_eligible") as bool?, obtained = deed.Values.GetValueOrDefault("is_obtained") as bool?, filing = deed.Text("filing_no"), days = deed.Values.GetValueOrDefault("days"), words, title, line = string.Join("　", new[] { deed.Text("handling"), deed.Text("officer"), deed.Text("partner"), deed.Text("route") is { } way ? Route.NameOf(way) : null, deed.Text("satisfaction") is { } mark ? TalentCodes.Satisfaction.NameOf(mark) : null, words }.Where(text => !string.IsNullOrEmpty(text))) };
            if (await db.ExecuteAsync(update, args, stop) == 0) return hindrance;
            await db.ExecuteAsync("insert into service_step (service_order_id, locality_path, rank_order, on_day, kind, words, by_name) select @Id, @LocalityPath, coalesce(max(rank_order), 0) + 10, @on, @title, left(@line, 300), @By from service_step where service_order_id = @Id", args, stop);
            return null;
        },
    };

    public static readonly Register Apartments = new()
    {
        Id = "apartments", Title = "人才公寓", Noun = "公寓", Counter = "套", Table = "apartment", ReadPermission = Read, WritePermission = Edit,
        Fields = [Field.Text("name", "房号", 40).Required().Listed(), Field.Text("building", "小区、楼栋", 60).Required().Wide().Filter(), Field.Code("kind", "户型", Flat).Required().Listed().FirstFilter(), Field.Number("rent", "月租金（元）", 0, 100_000).Required().Listed().DefaultsTo("0"), Field.Text("tenant", "入住人").Listed().ByDeed(), Field.Row("talent_id", "入住人才", "talents").Filter().ByDeed(), Field.Date("began_on", "入住").Listed().Filter().ByDeed(), Field.Date("ends_on", "合同止").Listed().Filter().ByDeed(), Field.LongText("remark", "备注", 300)],
        Rules = [R.LeaseEnding],
        Conditions = [new("空置", "talent_id.none=1"), new("已入住", "began_on.from=1900.01.01"), ReadyCondition.Of(R.LeaseEnding)],
        Children =
        [
            new()
            {
                Id = "stays", Title = "入住记录", Noun = "入住", Counter = "段", Table = "apartment_stay", ParentColumn = "apartment_id", BeganColumn = "began_on", ReadPermission = Read, WritePermission = Edit,
                Fields = [Field.Text("tenant", "入住人", 36).Required().Listed(), Field.Date("began_on", "入住").Required().Listed().Past(), Field.Date("ended_on", "退房").Listed().Past(), Field.Text("reason", "退房原因", 100).Listed(), Field.Text("passed_words", "不按轮候顺序的理由", 200).Listed()],
            },
            new() { Id = "rents", Title = "租金", Noun = "租金", Counter = "笔", Table = "apartment_rent", ParentColumn = "apartment_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, RowPath = "talent/apartment-rents", Fields = [Field.Text("title", "租金").Wide(), Field.Date("month_on", "应交月份").Listed(), Field.Number("amount", "金额（元）").Listed(), Field.Date("paid_on", "收到").Listed(), Field.Text("receipt", "票据号").Listed()] },
        ],
        Deeds = Housing.Deeds,
    };

    public static readonly Register Waiting = new()
    {
        Id = "apartment-waits", Title = "公寓轮候", Noun = "申请", Counter = "人", Table = "apartment_wait", ReadPermission = Read, WritePermission = Edit, EndedColumn = "settled_on",
        Fields = [Field.Text("title", "申请", 60).Required().Listed(), Field.Row("talent_id", "申请人", "talents").Required().Listed(), Field.Date("asked_on", "申请日期").Required().Listed().Past(), Field.Number("people", "入住人数", 1, 20).Required().Listed().DefaultsTo("1"), Field.Date("settled_on", "落实").Filter().ByDeed(), Field.LongText("words", "说明", 300)],
        Rules = [Housing.Order], Conditions = [ReadyCondition.Of(Housing.Order)],
    };

    /// <summary>What of an order falls to another unit than the one that answers for it.</summary>
    public static readonly Register Parts = new()
    {
        Id = "order-parts", Title = "服务单分办", Noun = "分办", Counter = "件", Table = "order_part", ReadPermission = Read, WritePermission = Edit, IsLedger = true,
        Fields =
        [
            Field.Text("title", "办什么").Wide(), Field.Row("service_order_id", "服务单", "service-orders").Listed().Filter(), Field.Text("handling", "协办单位").Listed().Filter(), Field.Text("officer", "经办专员").Listed().Filter(), Field.Code("state", "状态", PartState).Listed().FirstFilter(),
            Field.Date("assigned_on", "分办").Listed().Filter(), Field.Date("due_on", "期限").Listed().Filter(), Field.Date("done_on", "办结、退回").Listed().Filter(), Field.LongText("result", "结果、退回原因"),
        ],
        Rules = [R.PartInTime],
        Conditions = [new("办理中", "state=1"), ReadyCondition.Of(R.PartInTime), new("已退回", "state=3")],
        Deeds =
        [
            Part("finish", "办结", "这一部分办结；各部分都办结以后，服务单才能办结", "2", "办结", "结果"), Part("return", "退回", "这个单位不办，窗口另行分办；计入退回", "3", "退回", "原因"),
        ],
    };

    static RegisterDeed Part(string id, string title, string consequence, string state, string done, string words) => new(id, title, Edit)
    {
        Consequence = consequence, Fields = [Field.Date("on", "日期").Required().Past(), Field.Text("words", words, 300).Required()],
        Done = async (db, deed, stop) =>
        {
            var args = new { deed.Id, deed.LocalityPath, deed.By, on = deed.Day("on"), state, words = deed.Text("words"), kind = $"协办{done}" };
            if (await db.ExecuteAsync("update order_part set state = @state, done_on = @on, result = @words, version = version + 1 where id = @Id and state = '1' and assigned_on <= @on", args, stop) == 0) return "已经办结或退回，或日期早于分办";
            await db.ExecuteAsync("insert into service_step (service_order_id, locality_path, rank_order, on_day, kind, words, by_name) select p.service_order_id, @LocalityPath, coalesce((select max(s.rank_order) from service_step s where s.service_order_id = p.service_order_id), 0) + 10, @on, @kind, left(p.handling || '　' || p.title || '　' || @words, 300), @By from order_part p where p.id = @Id", args, stop);
            return null;
        },
    };

    public static readonly IReadOnlyList<Register> All = [Items, Orders, Parts, Apartments, Waiting, Housing.Rents];
}

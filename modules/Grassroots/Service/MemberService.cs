using R = OrgWork.Grassroots.ServiceRules;

namespace OrgWork.Grassroots;

/// <summary>What members do beside meetings, and what they ask for: 先锋作用, 岗位和责任区, 诉求, 离退休党员发挥作用.</summary>
public static class MemberService
{
    public const string Read = "grassroots.service.read", Edit = "grassroots.service.edit", Confirm = "grassroots.service.confirm";

    static readonly CodeSet AreaKind = new("duty_kind", "类别", "本平台", [new("1", "党员中心户"), new("2", "责任区"), new("3", "设岗定责")]);
    public static readonly CodeSet Category = new("need_category", "诉求类别", "本平台", [new("1", "生活困难"), new("2", "医疗养老"), new("3", "就业创业"), new("4", "学习培训"), new("5", "组织关系和党籍"), new("6", "意见建议"), new("9", "其他")]);
    public static readonly CodeSet Satisfaction = new("need_satisfaction", "满意度", "本平台", [new("1", "满意"), new("2", "基本满意"), new("3", "不满意")]);
    static readonly CodeSet Post = new("retired_post", "岗位", "本平台（各地可另定）", [new("1", "政策宣讲"), new("2", "矛盾调解"), new("3", "关心下一代"), new("4", "志愿服务"), new("5", "参谋咨询"), new("9", "其他")]);

    static Field Organisation => (Field.Row("organisation_id", "党支部", "organisations") with { IsRequired = true, IsListed = true }).Filter();
    static Field Member(bool required = true) => (Field.Row("member_id", "党员", "members") with { IsRequired = required, IsListed = true }).Filter();

    /// <summary>先锋作用记录: entered by anybody of the branch, counts once the branch has confirmed it.</summary>
    public static readonly Register Deeds = new()
    {
        Id = "member-deeds", Title = "先锋作用记录", Noun = "先锋作用记录", Counter = "条", Table = "member_deed", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("task", "任务", 60).Required().Listed().Hinted("如 抗洪抢险，同一任务写同一名称"), Member(), Organisation, Field.Text("role", "承担的工作", 100).Required().Wide(), Field.Date("done_on", "日期").Required().Listed().FirstFilter().Sortable().Past(),
            Field.Number("hours", "时长（小时）", 0, 10000).Listed(), Field.LongText("evidence", "事实和证明", 1000).Required(), Field.Date("confirmed_on", "支部确认").Listed().Filter().Past(), Field.Text("confirmed_by", "确认人", 36),
        ],
        Conditions = [new("待支部确认", "confirmed_on.none=1") { Light = "yellow" }, new("已确认", "confirmed_on.from=1900.01.01"), new("本年", "done_on.from=-1y")],
        Deeds =
        [
            new("confirm", "支部确认", Confirm)
            {
                Consequence = "确认后可以用作民主评议、评优和积分的依据",
                Fields = [Field.Date("confirmed_on", "确认日期").Required().Past()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update member_deed set confirmed_on = @on, confirmed_by = @By, version = version + 1 where id = @Id and confirmed_on is null and done_on <= @on", new { deed.Id, deed.By, on = deed.Day("confirmed_on") }, stop) == 0 ? "已经确认过，或确认日期早于事情发生的日期" : null,
            },
        ],
    };

    /// <summary>One year of a member on a sheet: what was done, in hours.</summary>
    public static readonly Document DeedSheet = new()
    {
        Id = "deed-sheet", Title = "党员先锋作用年度登记表", Permission = Read,
        Options = [Field.Number("year", "年度", 2000, 2100).Hinted("不填即本年")],
        Layout = _ => new(Paper.Form,
            new PaperLine("党员先锋作用年度登记表（{年度}年）") { Font = PaperFont.Title, Size = 18, Align = PaperAlign.Centre, Leading = 32, Above = 12 },
            new PaperLine("姓名：{姓名}　　党支部：{党支部}　　支部确认 {件数} 件，共 {小时} 小时") { Font = PaperFont.FangSong, Size = 14, Leading = 28, Above = 8 },
            new PaperLine("{记录}") { Font = PaperFont.FangSong, Size = 14, Leading = 26, Above = 8 },
            new PaperLine("党支部（盖章）　　　　　　年　　月　　日") { Font = PaperFont.FangSong, Size = 14, Leading = 28, Align = PaperAlign.End, Above = 20 }),
        Fill = async request =>
        {
            var year = request.Options.GetValueOrDefault("year") as int? ?? request.Today.Year;
            var rows = await request.Db.QueryAsync<(Guid Id, string Path, string Name, string Organisation, int Count, int Hours, string? Lines)>("""
                select m.id, m.locality_path, m.name, o.name, count(d.id)::int, coalesce(sum(d.hours), 0)::int, string_agg(to_char(d.done_on, 'MM.DD') || '　' || d.task || '：' || d.role || coalesce('（' || d.hours || ' 小时）', ''), E'\n' order by d.done_on, d.id)
                from member m join organisation o on o.id = m.organisation_id left join member_deed d on d.member_id = m.id and d.removed_at is null and d.confirmed_on is not null and d.done_on >= @from and d.done_on < @to
                where m.id = any(@ids) group by m.id, o.name
                """, new { ids = request.Ids.ToArray(), from = new DateOnly(year, 1, 1), to = new DateOnly(year + 1, 1, 1) }, request.Stop);
            return [.. request.InOrder(rows.ToDictionary(row => row.Id)).Select(row => new DocumentCopy(row.Id, row.Name, row.Organisation, row.Path, new DocumentContent().Text("年度", $"{year}").Text("姓名", row.Name).Text("党支部", row.Organisation).Text("件数", $"{row.Count}").Text("小时", $"{row.Hours}").Text("记录", row.Lines ?? "本年没有支部确认的记录。")))];
        },
    };

    /// <summary>岗位、责任区、中心户 and who holds them. One without a member is a number of households that nobody looks after.</summary>
    public static readonly Register Areas = new()
    {
        Id = "duty-areas", Title = "岗位和责任区", Noun = "岗位（责任区）", Counter = "个", Table = "duty_area", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("name", "名称", 60).Required().Listed(), Field.Code("kind", "类别", AreaKind).Required().Listed().FirstFilter(), Organisation, Field.Number("households", "联系户数", 0, 100000).Required().Listed().DefaultsTo("0"),
            Member(required: false), Field.Date("began_on", "现任自").Listed().Past(), Field.LongText("duties", "职责", 500).Required(), Field.LongText("remark", "备注", 300),
        ],
        Conditions = [new("没有安排党员", "member_id.none=1") { Light = "yellow" }, new("党员中心户", "kind=1")],
        Children =
        [
            new()
            {
                Id = "holders", Title = "历任", Noun = "历任", Counter = "段", Table = "duty_holder", ParentColumn = "duty_area_id", BeganColumn = "began_on", ReadPermission = Read, WritePermission = Edit,
                Fields = [Field.Text("name", "姓名", 36).Required().Listed(), Field.Row("member_id", "党员", "members").Required(), Field.Date("began_on", "起").Required().Listed().Past(), Field.Date("ended_on", "止").Listed().Past()],
            },
        ],
        Deeds =
        [
            new("assign", "安排党员", Edit)
            {
                Consequence = "原任的任期到这一天为止，新任从这一天开始，历任里都留有记录",
                Fields = [Field.Row("member_id", "党员", "members").Required(), Field.Date("began_on", "自何日起").Required().Past()],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, deed.LocalityPath, member = deed.Values["member_id"], on = deed.Day("began_on") };
                    if (await db.ExecuteAsync("update duty_area a set member_id = @member, began_on = @on, version = a.version + 1 from member m where a.id = @Id and m.id = @member and m.left_on is null and a.member_id is distinct from m.id and (a.began_on is null or a.began_on <= @on)", args, stop) == 0) return "这名党员已在这个岗位，或日期早于现任的起始日期";
                    await db.ExecuteAsync("update duty_holder set ended_on = @on, version = version + 1 where duty_area_id = @Id and ended_on is null and removed_at is null", args, stop);
                    await db.ExecuteAsync("insert into duty_holder (duty_area_id, locality_path, member_id, name, began_on) select @Id, @LocalityPath, m.id, m.name, @on from member m where m.id = @member", args, stop);
                    return null;
                },
            },
            new("vacate", "结束安排", Edit)
            {
                Consequence = "现任的任期到这一天为止，岗位空出来，列入没有安排党员的",
                Fields = [Field.Date("ended_on", "自何日止").Required().Past()],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, on = deed.Day("ended_on") };
                    if (await db.ExecuteAsync("update duty_area set member_id = null, began_on = null, version = version + 1 where id = @Id and member_id is not null and coalesce(began_on, @on) <= @on", args, stop) == 0) return "本来没有安排党员，或日期早于起始日期";
                    await db.ExecuteAsync("update duty_holder set ended_on = @on, version = version + 1 where duty_area_id = @Id and ended_on is null and removed_at is null", args, stop);
                    return null;
                },
            },
        ],
    };

    /// <summary>诉求: raised, answered by whom it concerns until its day, judged by who raised it.</summary>
    public static readonly Register Needs = new()
    {
        Id = "needs", Title = "党员诉求", Noun = "诉求", Counter = "件", Table = "member_need", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("words", "诉求", 300).Required().Wide(), Field.Code("category", "类别", Category).Required().Listed().FirstFilter(), Member(), Organisation, Field.Date("raised_on", "提出日期").Required().Listed().FirstFilter().Sortable().Past(),
            Field.Text("answering", "答复单位", 60).Required().Listed(), Field.Date("due_on", "答复期限").Required().Listed().Filter().Sortable(), Field.Date("answered_on", "答复日期").Listed().Filter().Past(), Field.LongText("answer", "答复", 1000), Field.Code("satisfaction", "满意度", Satisfaction).Listed().Filter(), Field.Flag("is_online", "网上提出").Filter().ByDeed(),
        ],
        Rules = [R.AnswerInTime],
        Conditions = [ReadyCondition.Of(R.AnswerInTime), new("待答复", "answered_on.none=1"), new("不满意", "satisfaction=3") { Light = "yellow" }, new("未评价", "answered_on.from=1900.01.01&satisfaction.none=1")],
        Deeds =
        [
            new("answer", "答复", Edit)
            {
                Consequence = "答复记入诉求，停止计算期限，等本人评价",
                Fields = [Field.Date("answered_on", "答复日期").Required().Past(), Field.LongText("answer", "答复内容", 1000).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update member_need set answered_on = @on, answer = @answer, satisfaction = null, version = version + 1 where id = @Id and raised_on <= @on and (answered_on is null or satisfaction = '3')", new { deed.Id, on = deed.Day("answered_on"), answer = deed.Text("answer") }, stop) == 0 ? "已经答复（本人不满意的才再次答复），或答复日期早于提出日期" : null,
            },
            new("rate", "记录评价", Edit)
            {
                Consequence = "记录本人的评价；不满意的可以再次答复",
                Fields = [Field.Code("satisfaction", "满意度", Satisfaction).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update member_need set satisfaction = @rating, version = version + 1 where id = @Id and answered_on is not null", new { deed.Id, rating = deed.Text("satisfaction") }, stop) == 0 ? "还没有答复，不能评价" : null,
            },
        ],
    };

    /// <summary>离退休党员自愿报名的岗位 and the hours given.</summary>
    public static readonly Register Retired = new()
    {
        Id = "retired-roles", Title = "离退休党员发挥作用", Noun = "报名", Counter = "人次", Table = "retired_role", ReadPermission = Read, WritePermission = Edit, EndedColumn = "ended_on",
        Fields =
        [
            Member(), Field.Code("post", "岗位", Post).Required().Listed().FirstFilter(), Organisation, Field.Text("duties", "工作内容", 200).Required().Wide(), Field.Date("signed_on", "自愿报名日期").Required().Listed().Filter().Past(), Field.Number("hours", "累计时长（小时）").Listed().Filter().ByDeed(), Field.Date("ended_on", "退出日期").Filter().Past(),
        ],
        Conditions = [new("还没有活动", "hours.to=0") { Light = "yellow" }, new("已退出", "ended_on.from=1900.01.01")],
        Children =
        [
            new()
            {
                Id = "activities", Title = "活动", Noun = "活动", Counter = "次", Table = "retired_activity", ParentColumn = "retired_role_id", BeganColumn = "done_on", ReadPermission = Read, WritePermission = Edit,
                Fields = [Field.Date("done_on", "日期").Required().Listed().Past(), Field.Number("hours", "时长（小时）", 1, 100).Required().Listed(), Field.Text("words", "内容", 200).Required().Listed()],
            },
        ],
        Deeds =
        [
            new("activity", "记一次活动", Edit)
            {
                Consequence = "记入每个人的活动记录，时长累计",
                Fields = [Field.Date("done_on", "日期").Required().Past(), Field.Number("hours", "时长（小时）", 1, 100).Required(), Field.Text("words", "内容", 200).Required()],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, deed.LocalityPath, on = deed.Day("done_on"), hours = deed.Values["hours"], words = deed.Text("words") };
                    if (await db.ExecuteAsync("update retired_role set version = version + 1 where id = @Id and ended_on is null and signed_on <= @on", args, stop) == 0) return "已经退出，或活动早于报名";
                    await db.ExecuteAsync("insert into retired_activity (retired_role_id, locality_path, done_on, hours, words) values (@Id, @LocalityPath, @on, @hours, @words)", args, stop);
                    return null;
                },
            },
        ],
    };

    public static readonly IReadOnlyList<Register> All = [Deeds, Areas, Needs, Retired];
}

using R = OrgWork.Talent.IntroductionRules;

namespace OrgWork.Talent;

/// <summary>人才引进, full-time and flexible: from intention to arrival; counted once it is verified, in the year of arrival; followed up, until somebody leaves.</summary>
public static class Introductions
{
    const string Read = Employers.Read, Edit = Employers.Edit, Verify = "talent.introductions.verify", Contract = "合同和待遇", Course = "到岗、核验和离开";

    static readonly CodeSet Form = new("introduction_form", "引进方式", "刚性引进、柔性引进", [new("1", "全职（刚性）"), new("2", "柔性")]);
    static readonly CodeSet Flexible = new("flexible_kind", "柔性方式", "本平台", [new("1", "顾问"), new("2", "兼职"), new("3", "项目合作"), new("4", "候鸟"), new("9", "其他")]);
    static readonly CodeSet Led = new("led_by", "主导", "政府主导、市场主体", [new("1", "政府主导"), new("2", "企业（用人单位）主导")]);
    static readonly CodeSet Fulfilled = new("promise_kept", "承诺兑现", "本平台", [new("1", "全部兑现"), new("2", "部分兑现"), new("3", "没有兑现"), new("4", "没有承诺")]);
    static readonly CodeSet Intends = new("stay_intent", "去留意向", "本平台", [new("1", "安心工作"), new("2", "有顾虑"), new("3", "想离开")]);

    public static readonly Register Register = new()
    {
        Id = "introductions", Title = "人才引进", Noun = "引进", Counter = "人", Table = "introduction", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Name(), Field.Row("employer_id", "用人单位", "employers").Required().Wide().Filter(), Field.Code("form", "引进方式", Form).Required().Listed().FirstFilter().DefaultsTo("1"), Field.Code("flexible_kind", "柔性方式", Flexible).Filter(),
            Field.Code("system", "系统", TalentCodes.System).Required().Filter(), Field.Code("domain", "专业领域", TalentCodes.Domain).Required().Listed().FirstFilter(), Field.Row("industry_id", "所属产业", "industries").Filter(), Field.Code("grade", "认定层次", TalentCodes.Grade).Listed().FirstFilter(),
            Field.Code("education", "学历", StandardCodes.Education).Required().Listed().Filter(), Field.Code("study_kind", "教育类别", StandardCodes.StudyKind).Filter(), Field.Code("degree", "学位", StandardCodes.Degree).Filter(),
            Field.Flag("is_key_tech", "关键技术或高新产业").Filter().DefaultsTo("0"), Field.Flag("is_new_business", "新业态").Filter().DefaultsTo("0"), Field.Code("led_by", "主导", Led).Required().Filter().DefaultsTo("2"),
            Field.Row("demand_id", "对应需求", "demands"), Field.Row("recruitment_id", "招引活动", "recruitments").Filter(), Field.Row("project_id", "随项目引进", "investment-projects").Filter(), Field.Text("referrer", "引荐人（以才引才）", 36).Filter(),
            Field.Date("intended_on", "达成意向").Required().Filter().Past().In(Contract), Field.Date("signed_on", "签约").Past().In(Contract), Field.Date("contract_from", "合同（协议）起").In(Contract), Field.Date("contract_ends_on", "合同（协议）止").Listed().Filter().In(Contract),
            Field.Text("promised", "承诺待遇", 200).In(Contract), Field.Number("pay", "年薪（报酬，元）", 0, 100_000_000).In(Contract), Field.Number("days_due", "协议应服务天数", 1, 366).Hinted("柔性引进填").In(Contract),
            Field.Number("days_served", "已服务天数").ByDeed().In(Contract), Field.Date("arrived_on", "到岗").Listed().Filter().Sortable().ByDeed().In(Course), Field.Date("verified_on", "核验").Listed().Filter().ByDeed().In(Course), Field.Text("verified_by", "核验人").ByDeed().In(Course), Field.Text("evidence", "核验依据").ByDeed().In(Course),
            Field.Row("talent_id", "人才库记录", "talents").ByDeed().In(Course), Field.Date("left_on", "离开").Filter().ByDeed().In(Course), Field.Code("left_kind", "离开原因类别", TalentCodes.Retention).Filter().ByDeed().In(Course), Field.Text("left_to", "去向").ByDeed().In(Course), Field.Text("left_reason", "离开原因").ByDeed().In(Course), Field.LongText("remark", "备注", 500).In(Course),
        ],
        Rules = [R.Verify, R.Ending, R.ServiceDays],
        Conditions =
        [
            new("全职在岗", "form=1&arrived_on.from=1900.01.01&left_on.none=1"), new("柔性在期", "form=2&arrived_on.from=1900.01.01&left_on.none=1"), new("高层次", "grade=A,B,C,D"), new("关键技术、高新产业", "is_key_tech=1"), new("签约未到岗", "signed_on.from=1900.01.01&arrived_on.none=1") { Light = "yellow" },
            ReadyCondition.Of(R.Verify), ReadyCondition.Of(R.Ending), ReadyCondition.Of(R.ServiceDays), new("已离开", "left_on.from=1900.01.01"),
        ],
        Children =
        [
            new()
            {
                Id = "days", Title = "服务记录", Noun = "服务记录", Counter = "次", Table = "introduction_day", ParentColumn = "introduction_id", BeganColumn = "served_on", ReadPermission = Read, WritePermission = Edit,
                Fields = [Field.Text("words", "服务内容和成果", 300).Required().Listed(), Field.Date("served_on", "日期").Required().Listed().Past(), Field.Number("days", "天数", 1, 60).Required().Listed().ByDeed()],
            },
        ],
        Deeds =
        [
            new("arrive", "登记到岗", Edit)
            {
                Consequence = "从这一天起算到岗，三十天内核验；回访计划（1、3、6、12 个月，以后每年）自动生成",
                Fields = [Field.Date("arrived_on", "到岗日期").Required().Past(), Field.Date("contract_from", "合同（协议）起"), Field.Date("contract_ends_on", "合同（协议）止")],
                Done = async (db, deed, stop) =>
                {
                    if (await db.ExecuteAsync("""
                        update introduction set arrived_on = @on, signed_on = coalesce(signed_on, @on), contract_from = coalesce(@start, contract_from, @on), contract_ends_on = coalesce(@until, contract_ends_on), version = version + 1
                        where id = @Id and arrived_on is null and intended_on <= @on and coalesce(@until, contract_ends_on, @on) >= coalesce(@start, contract_from, @on)
                        """, new { deed.Id, on = deed.Day("arrived_on"), start = deed.Day("contract_from"), until = deed.Day("contract_ends_on") }, stop) == 0) return "已经登记到岗，或日期早于达成意向，或合同止早于合同起";
                    await PlanFollowUpsAsync(db, deed.Id, stop);
                    return null;
                },
            },
            new("verify", "核验", Verify)
            {
                Consequence = "核对合同和佐证后计入引进数，一人一次；人才库记录的引进方式、时间和合同期随之更新",
                Fields = [Field.Date("verified_on", "核验日期").Required().Past(), Field.Text("evidence", "核验依据", 200).Required().Hinted("合同编号、社保、学历证书"), Field.Row("talent_id", "人才库里的记录", "talents").Required().Hinted("还没有的先在人才库登记")],
                Done = VerifyAsync,
            },
            new("serve", "记服务天数", Edit)
            {
                Consequence = "记入柔性引进的服务记录，天数累计",
                Fields = [Field.Date("served_on", "日期").Required().Past(), Field.Number("days", "天数", 1, 60).Required(), Field.Text("words", "服务内容和成果", 300).Required()],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, deed.LocalityPath, on = deed.Day("served_on"), days = deed.Values["days"], words = deed.Text("words") };
                    if (await db.ExecuteAsync("update introduction set days_served = days_served + @days, version = version + 1 where id = @Id and form = '2' and arrived_on <= @on and left_on is null", args, stop) == 0) return "只有到岗的柔性引进才记服务天数，日期不早于到岗";
                    await db.ExecuteAsync("insert into introduction_day (introduction_id, locality_path, rank_order, served_on, days, words) values (@Id, @LocalityPath, -(@on::date - date '2000-01-01'), @on, @days, @words)", args, stop);
                    return null;
                },
            },
            new("leave", "登记离开", Edit)
            {
                Consequence = "不再计入在岗和留存，未到期的回访取消；人才库状态改为已离开",
                Fields = [Field.Date("left_on", "离开日期").Required().Past(), Field.Code("left_kind", "原因类别", TalentCodes.Retention).Required(), Field.Text("left_reason", "原因", 200).Required(), Field.Text("left_to", "去向", 100)],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, on = deed.Day("left_on"), kind = deed.Text("left_kind"), reason = deed.Text("left_reason"), to = deed.Text("left_to"), deed.By };
                    if (await db.ExecuteAsync("update introduction set left_on = @on, left_kind = @kind, left_reason = @reason, left_to = @to, version = version + 1 where id = @Id and arrived_on <= @on and left_on is null", args, stop) == 0) return "没有到岗或已经离开，或日期早于到岗";
                    await db.ExecuteAsync("update follow_up set removed_at = now(), removed_reason = '已经离开', version = version + 1 where introduction_id = @Id and done_on is null and due_on > @on and removed_at is null", args, stop);
                    await db.TakesEffectAsync(deed.Day("left_on")!.Value, stop);
                    await db.ExecuteAsync("update talent t set state = case when i.form = '1' then '3' else '2' end, version = t.version + 1 from introduction i where i.id = @Id and t.id = i.talent_id and t.state = '1' and t.removed_at is null", args, stop);
                    return null;
                },
            },
        ],
    };

    public static readonly Register FollowUps = new()
    {
        Id = "follow-ups", Title = "引进后回访", Noun = "回访", Counter = "次", Table = "follow_up", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("name", "姓名", 36).Required().Listed(), Field.Row("introduction_id", "引进记录", "introductions").Required().Filter(), Field.Number("months", "到岗后月数", 1, 120).Required().Listed(), Field.Date("due_on", "应回访").Required().Listed().FirstFilter().Sortable(),
            Field.Date("done_on", "回访日期").Listed().Filter().ByDeed(), Field.Text("by_name", "回访人").Listed().ByDeed(), Field.Code("is_fulfilled", "承诺兑现", Fulfilled).Listed().Filter().ByDeed(), Field.Code("intends", "去留意向", Intends).Listed().FirstFilter().ByDeed(), Field.LongText("words", "情况和问题", 500).Wide().ByDeed(),
        ],
        Rules = [R.FollowUp],
        Conditions = [ReadyCondition.Of(R.FollowUp), new("待回访", "done_on.none=1"), new("想离开或有顾虑", "intends=2,3") { Light = "yellow" }, new("承诺没有全部兑现", "is_fulfilled=2,3") { Light = "yellow" }],
        Deeds =
        [
            new("done", "记回访", Edit)
            {
                Consequence = "记下承诺兑现、问题和去留意向；有顾虑、想离开的列入重点联系",
                Fields = [Field.Date("done_on", "回访日期").Required().Past(), Field.Code("is_fulfilled", "承诺兑现", Fulfilled).Required(), Field.Code("intends", "去留意向", Intends).Required(), Field.LongText("words", "情况和问题", 500).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update follow_up f set done_on = @on, by_name = @By, is_fulfilled = @kept, intends = @intends, words = @words, version = f.version + 1 from introduction i where f.id = @Id and i.id = f.introduction_id and f.done_on is null and i.arrived_on <= @on",
                    new { deed.Id, deed.By, on = deed.Day("done_on"), kept = deed.Text("is_fulfilled"), intends = deed.Text("intends"), words = deed.Text("words") }, stop) == 0 ? "已经回访，或日期早于到岗" : null,
            },
        ],
    };

    /// <summary>1, 3, 6, 12 months, then yearly up to five years.</summary>
    static Task<int> PlanFollowUpsAsync(Db db, Guid introduction, CancellationToken stop) => db.ExecuteAsync("""
        insert into follow_up (locality_path, rank_order, name, introduction_id, months, due_on)
        select i.locality_path, m, i.name, i.id, m, (i.arrived_on + make_interval(months => m))::date from introduction i cross join unnest(array[1, 3, 6, 12, 24, 36, 48, 60]) m where i.id = @introduction on conflict do nothing
        """, new { introduction }, stop);

    /// <summary>A pair arrives: the post is filled by one, and the introduction waits for its check.</summary>
    public static async Task<string?> FromPairingAsync(Db db, RowDeed deed, CancellationToken stop)
    {
        var args = new { deed.Id, on = deed.Day("on"), until = deed.Day("contract_ends_on"), promised = deed.Text("promised") };
        if (deed.Day("contract_ends_on") < deed.Day("on")) return "合同（协议）止早于到岗";
        if (await db.ExecuteAsync("update pairing set stage = '5', arrived_on = @on, moved_on = @on, version = version + 1 where id = @Id and stage = '4' and moved_on <= @on", args, stop) == 0) return "还没有签约，或已经到岗、终止，或日期早于签约";
        if (await db.ExecuteAsync("update demand d set filled = d.filled + 1, followed_on = @on, closed_on = case when d.filled + 1 >= d.needed then @on::date end, close_reason = case when d.filled + 1 >= d.needed then '1' end, version = d.version + 1 from pairing p where p.id = @Id and d.id = p.demand_id and d.closed_on is null and d.filled < d.needed", args, stop) == 0) return "这个岗位已经招满或关闭";
        await db.ExecuteAsync("update wish w set settled_on = @on, version = w.version + 1 from pairing p where p.id = @Id and w.id = p.wish_id and w.settled_on is null", args, stop);
        var id = await db.FirstAsync<Guid>("""
            insert into introduction (locality_path, rank_order, name, employer_id, industry_id, demand_id, form, system, domain, grade, education, is_new_business, intended_on, signed_on, contract_from, contract_ends_on, promised, pay, arrived_on)
            select d.locality_path, -(@on::date - date '2000-01-01'), w.name, d.employer_id, d.industry_id, d.id, case when w.form = '2' or d.form = '2' then '2' else '1' end, d.system, d.domain, w.grade, w.education, d.is_new_business, p.intended_on, p.signed_on, p.signed_on, @until, @promised, d.pay_to, @on
            from pairing p join demand d on d.id = p.demand_id join wish w on w.id = p.wish_id where p.id = @Id returning id
            """, args, stop);
        await PlanFollowUpsAsync(db, id, stop);
        return null;
    }

    static async Task<string?> VerifyAsync(Db db, RowDeed deed, CancellationToken stop)
    {
        var args = new { deed.Id, deed.By, on = deed.Day("verified_on"), evidence = deed.Text("evidence"), talent = deed.Values["talent_id"], actor = db.Actor.Id };
        // A foreign key sees every row; whom somebody names must lie within their scope.
        if (!await db.FirstAsync<bool>("select exists (select from talent where id = @talent and removed_at is null)", args, stop)) return "人才库里没有这个人，请先登记";
        if (await db.FirstAsync<bool>("select exists (select from introduction o join introduction i on i.id = @Id where o.talent_id = @talent and o.id <> i.id and o.form = i.form and o.verified_on is not null and o.left_on is null and o.removed_at is null)", args, stop)) return "这个人已有核验过的同类引进，不重复计数";
        if (await db.ExecuteAsync("update introduction set verified_on = @on, verified_by = @By, evidence = @evidence, talent_id = @talent, version = version + 1 where id = @Id and arrived_on <= @on and verified_on is null and created_by is distinct from @actor", args, stop) == 0) return "没有到岗或已经核验，或日期早于到岗；登记引进的人不能自己核验";
        await db.ExecuteAsync("""
            update talent t set introduction = case when i.form = '2' then '2' when i.recruitment_id is not null then '4' else '1' end, introduced_on = date_trunc('month', i.arrived_on)::date, contract_ends_on = coalesce(i.contract_ends_on, t.contract_ends_on), employer_id = i.employer_id, industry_id = i.industry_id, grade = coalesce(i.grade, t.grade), state = '1', version = t.version + 1
            from introduction i where i.id = @Id and t.id = i.talent_id
            """, args, stop);
        return null;
    }
}

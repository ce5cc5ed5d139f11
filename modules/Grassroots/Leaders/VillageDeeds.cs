namespace OrgWork.Grassroots;

/// <summary>What is done with cards of village cadres and with those who are to follow them, each a deed with its consequence.</summary>
static class VillageDeeds
{
    const string Edit = VillageCadres.Edit, Act = VillageCadres.Act;

    public static readonly RegisterDeed Assess = new("assess", "登记年度考核", VillageCadres.Plan)
    {
        Consequence = "得分按乡镇、党员、群众评分的权重（规则参数）计算，等次按没有取整的得分定，得分栏只记整数部分；等次记到名册，不称职的列入研判名单，报酬和评先以此为依据",
        Fields = [Field.Number("year", "年度", 2000, 2100).Required(), Field.Number("township_score", "乡镇评分", 0, 100).Required(), Field.Number("member_score", "党员评分", 0, 100).Required(), Field.Number("resident_score", "群众评分", 0, 100).Required(), Field.Date("assessed_on", "考核日期").Required().Past(), Field.LongText("feedback", "反馈意见", 500).Required()],
        Done = async (db, deed, stop) =>
        {
            int Score(string column) => Convert.ToInt32(deed.Values[column], System.Globalization.CultureInfo.InvariantCulture);
            var (year, on) = (Score("year"), deed.Day("assessed_on")!.Value);
            if (year > on.Year) return $"{year} 年还没有到，不能考核";
            var terms = (await RuleSettings.ReadAsync(db, stop)).For(VillageRules.Grading, deed.LocalityPath, on);
            if (VillageRules.GradeOf(new() { Township = Score("township_score"), Members = Score("member_score"), Residents = Score("resident_score") }, terms) is not (var mean, var grade)) return "三方评分的权重都是零，请先在规则里设定";
            // Never shown above the line it fell short of.
            var score = (int)Math.Floor(mean);
            var args = new { deed.Id, deed.LocalityPath, year, t = Score("township_score"), m = Score("member_score"), r = Score("resident_score"), score, grade, on, feedback = deed.Text("feedback") };
            if (await db.ExecuteAsync("""
                insert into cadre_assessment (village_cadre_id, locality_path, rank_order, year, township_score, member_score, resident_score, score, grade, assessed_on, feedback)
                values (@Id, @LocalityPath, -@year, @year, @t, @m, @r, @score, @grade, @on, @feedback) on conflict do nothing
                """, args, stop) == 0) return $"{year} 年度已经考核过，请在考核记录里更正";
            await db.ExecuteAsync("update village_cadre set last_grade = @grade, graded_year = @year, version = version + 1 where id = @Id and (graded_year is null or graded_year <= @year)", args, stop);
            return null;
        },
    };

    public static readonly RegisterDeed SetUpArchive = new("set-up-archive", "建立人事档案", Edit)
    {
        Consequence = "按目录列出应有材料，先都记为缺；核对后逐项改为在档",
        Fields = [Field.Text("kept_at", "保管单位", 60).Required().Hinted("如 县委组织部、乡镇党建办"), Field.Date("checked_on", "建档日期").Required().Past()],
        Done = async (db, deed, stop) => await db.ExecuteAsync("""
            insert into cadre_material (village_cadre_id, locality_path, rank_order, material, kept_at, checked_on)
            select c.id, c.locality_path, n * 10, m, @kept, @on from village_cadre c cross join unnest(@all) with ordinality x (m, n)
            where c.id = @Id and (c.is_member or m <> '03') and not exists (select from cadre_material k where k.village_cadre_id = c.id and k.removed_at is null)
            """, new { deed.Id, kept = deed.Text("kept_at"), on = deed.Day("checked_on"), all = VillageCadres.Materials.Codes.Select(code => code.Value).ToArray() }, stop) == 0 ? "已经建过档案，请在人事档案里逐项核对" : null,
    };

    public static readonly RegisterDeed File = new("file", "核对档案材料", Edit)
    {
        Consequence = "把所选的材料记为在档，档案完整率随之变化",
        Fields = [Field.Code("material", "材料", VillageCadres.Materials).Required(), Field.Date("checked_on", "核对日期").Required().Past()],
        Done = async (db, deed, stop) => await db.ExecuteAsync("update cadre_material set is_present = true, checked_on = @on, version = version + 1 where village_cadre_id = @Id and material = @material and not is_present and removed_at is null", new { deed.Id, material = deed.Text("material"), on = deed.Day("checked_on") }, stop) == 0 ? "没有建档，或这份材料已在档" : null,
    };

    public static readonly RegisterDeed Insure = new("insure", "登记社会保险补助", Edit)
    {
        Consequence = "记入本年度参保和补助，参保率随之变化",
        Fields = [Field.Number("year", "年度", 2000, 2100).Required(), Field.Code("kind", "险种", new("insurance", "险种", "村干部社会保险补助办法（各地）", [new("1", "养老保险"), new("2", "医疗保险"), new("3", "意外伤害保险")])).Required(), Field.Number("standard", "补助标准（元）", 0, 1000000).Required(), Field.Number("paid", "已补助（元）", 0, 1000000).Required(), Field.Date("enrolled_on", "参保（缴费）日期").Required().Past()],
        Done = async (db, deed, stop) => deed.Values["paid"] is int paid && deed.Values["standard"] is int standard && paid > standard ? "已补助多于补助标准，请核对这两个数" : await db.ExecuteAsync("""
            insert into cadre_insurance (village_cadre_id, locality_path, rank_order, year, kind, standard, paid, enrolled_on) values (@Id, @LocalityPath, -@year, @year, @kind, @standard, @paid, @on) on conflict do nothing
            """, new { deed.Id, deed.LocalityPath, year = deed.Values["year"], kind = deed.Text("kind"), standard = deed.Values["standard"], paid = deed.Values["paid"], on = deed.Day("enrolled_on") }, stop) == 0 ? "这一年度、这一险种已经登记" : null,
    };

    /// <summary>Resignation, death, a by-election: the seat in the village committee. That of a secretary goes by procedure.</summary>
    public static readonly RegisterDeed Committee = new("leave-committee", "村（居）委会职务终止", Act)
    {
        Consequence = "从这一天起不再担任村（居）委会职务；没有党组织职务的同时离任，列入离任名单",
        Fields = [Field.Date("on", "终止日期").Required().Past(), Field.Code("kind", "原因", VillageCadres.Leaving).Required(), Field.Text("words", "说明和依据", 200).Required()],
        Done = async (db, deed, stop) =>
        {
            await db.TakesEffectAsync(deed.Day("on")!.Value, stop);
            return await db.ExecuteAsync("""
                update village_cadre set committee_post = null, left_on = case when party_post is null then @on end, left_kind = case when party_post is null then @kind end, left_words = case when party_post is null then @words end, version = version + 1
                where id = @Id and committee_post is not null and left_on is null and began_on <= @on
                """, new { deed.Id, on = deed.Day("on"), kind = deed.Text("kind"), words = deed.Text("words") }, stop) == 0 ? "没有担任村（居）委会职务，或日期早于任职" : null;
        },
    };

    public static readonly RegisterDeed PayInFull = new("pay", "足额发放", Edit)
    {
        Consequence = "按应发数记为已发；过了应发日期的要说明原因",
        Fields = [Field.Date("paid_on", "发放日期").Required().Past(), Field.Text("reason", "迟发原因", 200).Hinted("按期的不填")],
        Done = async (db, deed, stop) =>
        {
            var (month, due) = await db.FirstAsync<(DateOnly, DateOnly)>("select month, due_on from cadre_pay where id = @Id", new { deed.Id }, stop);
            return deed.Day("paid_on") < month ? "发放日期早于这个月" : deed.Day("paid_on") > due && deed.Text("reason") is null or "" ? $"应在 {Dates.Format(due)} 前发放，请说明迟发原因"
                : await db.ExecuteAsync("update cadre_pay set paid = due, paid_on = @on, reason = @reason, version = version + 1 where id = @Id and (paid is null or paid < due)", new { deed.Id, on = deed.Day("paid_on"), reason = deed.Text("reason") }, stop) == 0 ? "已经足额发放" : null;
        },
    };

    public static readonly RegisterDeed PayPart = new("pay-part", "登记少发", Edit)
    {
        Consequence = "按实发数登记，列入少发名单，直到补足",
        Fields = [Field.Number("paid", "实发（元）", 0, 100000).Required(), Field.Date("paid_on", "发放日期").Required().Past(), Field.Text("reason", "少发原因", 200).Required()],
        Done = async (db, deed, stop) => await db.ExecuteAsync("update cadre_pay set paid = @paid, paid_on = @on, reason = @reason, version = version + 1 where id = @Id and paid is null and @paid < due and @on >= month", new { deed.Id, paid = deed.Values["paid"], on = deed.Day("paid_on"), reason = deed.Text("reason") }, stop) == 0 ? "已经发放，或实发不少于应发（那是足额发放）" : null,
    };

    public static readonly RegisterDeed CloseRisk = new("close", "销号", Edit)
    {
        Consequence = "问题记为已经化解；村里没有未化解的严重问题，才能直接进入选举",
        Fields = [Field.Date("closed_on", "化解日期").Required().Past(), Field.LongText("result", "化解结果", 500).Required()],
        Done = async (db, deed, stop) => await db.ExecuteAsync("update election_risk set closed_on = @on, result = @result, version = version + 1 where id = @Id and closed_on is null and found_on <= @on", new { deed.Id, on = deed.Day("closed_on"), result = deed.Text("result") }, stop) == 0 ? "已经销号，或化解日期早于发现日期" : null,
    };

    public static readonly RegisterDeed ReviewReserve = new("review", "年度评议", Edit)
    {
        Consequence = "记录本年度评议；一年内没有评议的后备会亮灯",
        Fields = [Field.Date("on", "评议日期").Required().Past(), Field.LongText("words", "评议意见", 500).Required()],
        Done = async (db, deed, stop) => await db.ExecuteAsync("update village_candidate set reviewed_on = @on, review_words = @words, version = version + 1 where id = @Id and is_reserve and left_on is null and listed_on <= @on", new { deed.Id, on = deed.Day("on"), words = deed.Text("words") }, stop) == 0 ? "不是在列的后备人才，或日期早于列入" : null,
    };

    public static readonly RegisterDeed DropReserve = new("drop", "退出", Edit)
    {
        Consequence = "不再列为后备和人选，历史仍在",
        Fields = [Field.Date("on", "退出日期").Required().Past(), Field.Text("words", "原因", 200).Required()],
        Done = async (db, deed, stop) => await db.ExecuteAsync("update village_candidate set left_on = @on, left_words = @words, version = version + 1 where id = @Id and left_on is null and listed_on <= @on", new { deed.Id, on = deed.Day("on"), words = deed.Text("words") }, stop) == 0 ? "已经退出，或日期早于列入" : null,
    };

    /// <summary>Elected by the villagers: vice heads and members, and heads in by-elections. Who was not passed by the joint review does not take office.</summary>
    public static readonly RegisterDeed ElectToCommittee = new("elected", "当选村（居）委会成员", Act)
    {
        Consequence = "从当选之日起列入村（社区）干部名册；当选主任的，原主任职务到这一天为止",
        Fields = [Field.Code("post", "职务", VillageCadres.CommitteePosts).Required(), Field.Date("on", "选举日期").Required().Past(), Field.Number("registered", "登记参加选举的村（居）民", 1, 1000000).Required(), Field.Number("cast", "参加投票", 1, 1000000).Required(), Field.Number("votes", "得票", 1, 1000000).Required()],
        Done = (db, deed, stop) => VillageEffects.ElectedAsync(db, deed.Id, deed.Text("post")!, deed.Day("on")!.Value, (int)deed.Values["registered"]!, (int)deed.Values["cast"]!, (int)deed.Values["votes"]!, stop),
    };
}

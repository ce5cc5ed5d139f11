namespace OrgWork.Grassroots;

static class CampaignDeeds
{
    const string Edit = Education.Edit, Plan = Education.Plan;

    /// <summary>Whom it concerns below the campaign's place; <c>o</c> is the organisation.</summary>
    const string Meant = $"(@whom in ('1', '3') and {PartyOrganisations.Committee} or @whom in ('2', '3') and {PartyOrganisations.Branch})";

    public static RegisterDeed Assign(CodeSet whom) => new("assign", "安排单位和任务", Plan)
    {
        Consequence = "范围内的每个党组织列为活动单位，四个环节各开一项任务；已列入的不重复",
        Fields = [Field.Code("whom", "单位范围", whom).Required(), .. Campaigns.Strands.Codes.Select(strand => Field.Date($"due_{strand.Value}", $"{strand.Name}完成期限").Required())],
        Done = async (db, deed, stop) =>
        {
            var args = new { deed.Id, whom = deed.Text("whom"), strands = Campaigns.Strands.Codes.Select(strand => strand.Value).ToArray(), names = Campaigns.Strands.Codes.Select(strand => strand.Name).ToArray(), days = Campaigns.Strands.Codes.Select(strand => deed.Day($"due_{strand.Value}")!.Value).ToArray() };
            if (await db.FirstAsync<bool?>("select closed_on is null and began_on <= all(@days) from campaign where id = @Id", args, stop) is not true) return "活动已经收官，或期限早于开始日期";
            if (await db.ExecuteAsync($"insert into campaign_unit (locality_path, rank_order, title, campaign_id, organisation_id, leader, created_by, changed_by) select o.locality_path, o.rank_order, o.name, c.id, o.id, o.secretary, org.actor(), org.actor() from campaign c join organisation o on starts_with(o.locality_path, c.locality_path) and {Meant} where c.id = @Id on conflict (campaign_id, organisation_id) where removed_at is null do nothing", args, stop) == 0) return "范围内没有还没列入的党组织";
            await db.ExecuteAsync("""
                insert into campaign_task (locality_path, rank_order, title, campaign_id, campaign_unit_id, organisation_id, strand, due_on, created_by, changed_by)
                select u.locality_path, s.strand::int, left(s.name || '：' || u.title, 100), u.campaign_id, u.id, u.organisation_id, s.strand, s.due, org.actor(), org.actor()
                from campaign_unit u, unnest(@strands, @names, @days) s (strand, name, due) where u.campaign_id = @Id and u.removed_at is null and not exists (select from campaign_task t where t.campaign_unit_id = u.id and t.strand = s.strand and t.removed_at is null)
                """, args, stop);
            return null;
        },
    };

    public static RegisterDeed Ask(CodeSet kinds) => new("ask", "布置报告", Plan)
    {
        Consequence = "每个活动单位在起止之间每天（每周）应报一份，过了期限没有报的列出来",
        Fields = [Field.Code("every", "报告", kinds).Required(), Field.Date("from_on", "第一份期限").Required(), Field.Date("to_on", "最后一份期限").Required()],
        Done = async (db, deed, stop) =>
        {
            var (every, from, to) = (int.Parse(deed.Text("every")!, System.Globalization.CultureInfo.InvariantCulture), deed.Day("from_on")!.Value, deed.Day("to_on")!.Value);
            if (to < from) return "最后一份期限早于第一份";
            if ((to.DayNumber - from.DayNumber) / every >= 60) return "一次至多布置 60 份，请分段布置";
            return await db.ExecuteAsync("""
                insert into campaign_report (locality_path, rank_order, title, campaign_id, campaign_unit_id, organisation_id, due_on, created_by, changed_by)
                select u.locality_path, u.rank_order, left(to_char(d, 'MM.DD') || @name || '：' || u.title, 60), u.campaign_id, u.id, u.organisation_id, d::date, org.actor(), org.actor()
                from campaign_unit u join campaign c on c.id = u.campaign_id and c.closed_on is null, generate_series(@from::date, @to::date, make_interval(days => @every)) d where u.campaign_id = @Id and u.removed_at is null
                on conflict (campaign_unit_id, due_on, title) where removed_at is null do nothing
                """, new { deed.Id, every, from, to, name = kinds.NameOf(deed.Text("every")!) }, stop) == 0 ? "还没有安排单位，活动已经收官，或这些报告已经布置过" : null;
        },
    };

    public static readonly RegisterDeed Close = new("close", "收官", Plan)
    {
        Consequence = "所有单位都评估过才能收官；总结写入记录，四个环节可以转为长效措施",
        Fields = [Field.LongText("summary", "总结", 2000).Required()],
        Done = async (db, deed, stop) =>
        {
            if (await db.FirstAsync<int>("select count(*)::int from campaign_unit where campaign_id = @Id and evaluated_on is null and removed_at is null", new { deed.Id }, stop) is > 0 and var left) return $"还有 {left} 个单位没有评估";
            return await db.ExecuteAsync("update campaign set closed_on = @today, summary = @words, version = version + 1 where id = @Id and closed_on is null", new { deed.Id, today = Clock.Today, words = deed.Text("summary") }, stop) == 0 ? "已经收官" : null;
        },
    };

    public static readonly RegisterDeed Stand = new("stand", "转为长效措施", Plan)
    {
        Consequence = "四个环节各立一项每年要做的措施，按年度分给各单位，分工表上看落实",
        Fields = [.. Campaigns.Strands.Codes.Select(strand => Field.Text($"measure_{strand.Value}", $"{strand.Name}的措施", 100).Required()), Field.Text("lead_unit", "牵头单位", 60).Required(), Field.Code("rhythm", "每年几次", Campaigns.Rhythms).Required(), Field.Text("evidence", "要什么证明", 200).Required()],
        Done = async (db, deed, stop) => await db.ExecuteAsync("""
            insert into standing_duty (locality_path, rank_order, title, campaign_id, strand, lead_unit, rhythm, evidence, created_by, changed_by)
            select c.locality_path, s.strand::int, s.title, c.id, s.strand, @lead, @rhythm, @evidence, org.actor(), org.actor() from campaign c, unnest(@strands, @titles) s (strand, title)
            where c.id = @Id and c.closed_on is not null and not exists (select from standing_duty d where d.campaign_id = c.id and d.removed_at is null)
            """, new { deed.Id, lead = deed.Text("lead_unit"), rhythm = deed.Text("rhythm"), evidence = deed.Text("evidence"), strands = Campaigns.Strands.Codes.Select(strand => strand.Value).ToArray(), titles = Campaigns.Strands.Codes.Select(strand => deed.Text($"measure_{strand.Value}")!).ToArray() }, stop) == 0 ? "活动还没有收官，或已经转过" : null,
    };

    static Field Score(string column, string label) => Field.Number(column, label + "（25 分）", 0, 25).Required();

    public static readonly RegisterDeed Evaluate = new("evaluate", "收官评估", Plan)
    {
        Consequence = "四项各 25 分相加为总分，写入单位的评估表；有任务没有完成的，那一项不能满分",
        Fields = [Score("study_score", "学习教育"), Score("research_score", "调查研究"), Score("problem_score", "检视问题"), Score("mending_score", "整改落实"), Field.LongText("evaluation", "评估意见", 500).Required()],
        Done = async (db, deed, stop) =>
        {
            int Of(string column) => Convert.ToInt32(deed.Values[column], System.Globalization.CultureInfo.InvariantCulture);
            int[] scores = [Of("study_score"), Of("research_score"), Of("problem_score"), Of("mending_score")];
            var undone = await db.QueryAsync<string>("select strand from campaign_task where campaign_unit_id = @Id and state <> '3' and removed_at is null order by strand", new { deed.Id }, stop);
            if (undone.FirstOrDefault(strand => scores[strand[0] - '1'] == 25) is { } wrong) return $"{Campaigns.Strands.NameOf(wrong)}的任务没有完成，不能满分";
            return await db.ExecuteAsync("update campaign_unit u set study_score = @a, research_score = @b, problem_score = @c, mending_score = @d, score = @a + @b + @c + @d, evaluated_on = @today, evaluation = @words, version = u.version + 1 from campaign k where u.id = @Id and k.id = u.campaign_id and k.closed_on is null", new { deed.Id, a = scores[0], b = scores[1], c = scores[2], d = scores[3], today = Clock.Today, words = deed.Text("evaluation") }, stop) == 0 ? "活动已经收官" : null;
        },
    };

    public static readonly RegisterDeed Progress = new("progress", "记进展", Edit)
    {
        Consequence = "任务记为进行中，进展写在原来的后面，注明日期",
        Fields = [Field.LongText("progress", "做了什么", 500).Required()],
        Done = async (db, deed, stop) => await db.ExecuteAsync("update campaign_task set state = '2', progress = concat_ws(E'\\n', progress, to_char(@today, 'YYYY.MM.DD') || '　' || @words), version = version + 1 where id = @Id and state <> '3'", new { deed.Id, words = deed.Text("progress"), today = Clock.Today }, stop) == 0 ? "已经完成" : null,
    };

    public static readonly RegisterDeed Complete = new("complete", "完成任务", Edit)
    {
        Consequence = "这一环节记为完成；没有材料的不能完成",
        Fields = [Field.Text("documents", "材料", 300).Required().Hinted("研讨材料、调研报告、问题清单、整改台账；扫描件传到附件"), Field.Date("done_on", "完成日期").Required().Past()],
        Done = async (db, deed, stop) => await db.ExecuteAsync("update campaign_task t set state = '3', documents = @words, done_on = @on, version = t.version + 1 from campaign c where t.id = @Id and t.state <> '3' and c.id = t.campaign_id and c.began_on <= @on", new { deed.Id, words = deed.Text("documents"), on = deed.Day("done_on") }, stop) == 0 ? "已经完成，或日期早于活动开始" : null,
    };

    public static readonly RegisterDeed Submit = new("submit", "报送", Edit)
    {
        Consequence = "报告报出，报送人和日期记下来，不能再改",
        Fields = [Field.LongText("content", "内容", 4000).Required()],
        Done = async (db, deed, stop) => await db.ExecuteAsync("update campaign_report set content = @words, submitted_on = @today, submitted_name = @By, version = version + 1 where id = @Id and submitted_on is null", new { deed.Id, words = deed.Text("content"), today = Clock.Today, deed.By }, stop) == 0 ? "已经报送" : null,
    };

    /// <summary>A duty's turns of a year, for every unit of the campaign it came of.</summary>
    static string LaidOut(string year) => $"""
        insert into grassroots.duty_share (locality_path, rank_order, title, standing_duty_id, organisation_id, year, due_on, created_by, changed_by)
        select u.locality_path, u.rank_order, d.title, d.id, u.organisation_id, {year}, (make_date({year}, 1, 1) + make_interval(months => n * 12 / d.rhythm::int))::date - 1, org.actor(), org.actor()
        from grassroots.standing_duty d join grassroots.campaign_unit u on u.campaign_id = d.campaign_id and u.removed_at is null join grassroots.organisation o on o.id = u.organisation_id and o.abolished_on is null, generate_series(1, d.rhythm::int) n where d.ended_on is null and d.removed_at is null
        """;

    const string Once = "on conflict (standing_duty_id, organisation_id, due_on) where removed_at is null do nothing";

    /// <summary>What was shared out last year comes round again, unless it was ended or somebody has shared this year's already.</summary>
    internal static string ComesRound(int year) => $"{LaidOut($"{year}")} and exists (select from grassroots.duty_share s where s.standing_duty_id = d.id and s.year = {year} - 1 and s.removed_at is null) and not exists (select from grassroots.duty_share s where s.standing_duty_id = d.id and s.year = {year} and s.removed_at is null) {Once}";

    public static readonly RegisterDeed Share = new("share", "分到各单位", Plan)
    {
        Consequence = "按每年几次，给活动的每个单位开出这一年的分工和期限；已有的不重复",
        Fields = [Field.Number("year", "年度", 2000, 2200).Required()],
        Done = async (db, deed, stop) => await db.ExecuteAsync($"{LaidOut("@year")} and d.id = @Id {Once}", new { deed.Id, year = deed.Values["year"] }, stop) == 0 ? "已经分过，或措施已停止" : null,
    };

    public static readonly RegisterDeed Fulfil = new("fulfil", "登记落实", Edit)
    {
        Consequence = "这一次的分工记为完成，分工表上同时看到",
        Fields = [Field.Date("done_on", "完成日期").Required().Past(), Field.Text("evidence", "证明", 300).Required()],
        Done = async (db, deed, stop) => await db.ExecuteAsync("update duty_share set done_on = @on, evidence = @words, version = version + 1 where id = @Id and done_on is null", new { deed.Id, on = deed.Day("done_on"), words = deed.Text("evidence") }, stop) == 0 ? "已经登记过" : null,
    };
}

/// <summary>长效措施 come round by themselves: at the beginning of a year its turns are laid out for every unit.</summary>
public sealed class StandingDutyRounds : Job<NoArguments>
{
    public override string Id => "standing-duties";
    public override string Title => "长效措施年度分工";
    public override Cycle? Cycle => OrgWork.Kernel.Cycle.Daily(new(6, 40));

    public override Task<JobResult> RunAsync(NoArguments arguments, JobRun run) => run.FinishAsync(async db =>
    {
        var laidOut = await db.ExecuteAsync(CampaignDeeds.ComesRound(Clock.Today.Year), null, run.Stop);
        if (laidOut > 0) await db.RecordAsync(new(DeedKind.Create, "duty-shares", null, db.Scope.Lo, $"{Clock.Today.Year} 年长效措施分工", [new("分工", null, $"{laidOut} 项")]), run.Stop);
        return new JobResult($"开出本年分工 {laidOut} 项");
    });
}

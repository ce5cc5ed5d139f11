namespace OrgWork.Talent;

/// <summary>Leaders' contacts, campaigns, experts sent out, what talents say of it all, and what they give back.</summary>
static class LiaisonFigures
{
    const string Read = Liaisons.Read, Group = "联系和作用";

    public static readonly Counted Dispatches = new()
    {
        Id = "dispatches", Title = "专家和基层合作", Counter = "件", ReadPermission = Read, RecordPath = "talent/dispatches",
        Columns = [Field.Text("host", "提出单位").Wide(), Field.Code("field", "领域", TalentCodes.Domain), Field.Date("asked_on", "提出"), Field.Date("sent_on", "派出"), Field.Date("solved_on", "解决"), Field.Code("evaluation", "评价", TalentCodes.Satisfaction)],
        Sql = """
            select d.id, d.locality_path, d.problem as title, d.host, d.host_kind, d.field, d.team_id is not null as is_of_team, d.asked_on, case when d.sent_on <= {day} then d.sent_on end as sent_on, case when d.solved_on <= {day} then d.solved_on end as solved_on, d.is_adopted and d.solved_on <= {day} as is_adopted, case when d.solved_on <= {day} then d.evaluation end as evaluation,
              d.expert_id is not null and d.sent_on <= {day} and row_number() over (partition by d.locality_path, d.expert_id, d.sent_on <= {day} order by d.sent_on, d.id) = 1 as is_first
            from talent.dispatch d where d.removed_at is null and d.asked_on between {from} and {day}
            """,
    };

    /// <summary>Pairings as the rule of contacts judges them, on any day.</summary>
    static readonly Counted Pairings = new()
    {
        Id = "liaisons", Title = "联系专家结对", Counter = "对", ReadPermission = Read, RecordPath = "talent/liaisons",
        Columns = [Field.Text("leader", "联系领导"), Field.Date("began_on", "结对"), Field.Number("minimum", "约定次数"), Field.Date("since_on", "本周期自"), Field.Number("contacts", "已联系")],
        Sql = """
            select l.id, l.locality_path, coalesce(t.name, l.leader) as title, l.leader, l.began_on, l.minimum, s.since_on, (select count(*)::int from talent.visit v where v.talent_id = l.talent_id and v.visitor = l.leader and v.visited_on > s.since_on and v.visited_on <= {day} and v.removed_at is null) as contacts
            from talent.liaison l left join talent.talent t on t.id = l.talent_id cross join lateral (select ({day} - make_interval(months => l.period::int))::date as since_on) s
            where l.removed_at is null and l.began_on <= {day} and coalesce(l.ended_on > {day}, true)
            """,
    };

    static readonly Counted Campaigns = new()
    {
        Id = "campaigns", Title = "走访活动", Counter = "次", ReadPermission = Read, RecordPath = "talent/campaigns",
        Columns = [Field.Date("begins_on", "开始"), Field.Date("ends_on", "结束"), Field.Number("targets", "应走访"), Field.Number("visited", "已走访")],
        Sql = """
            select c.id, c.locality_path, c.title, c.begins_on, c.ends_on, c.targets, v.visited, least(v.visited, c.targets) as covered
            from talent.campaign c cross join lateral (select count(distinct coalesce(v.talent_id, v.employer_id))::int as visited from talent.visit v where v.campaign_id = c.id and v.removed_at is null and v.visited_on <= {day}) v
            where c.removed_at is null and c.begins_on <= {day} and c.ends_on >= {from}
            """,
    };

    /// <summary>The latest wave of a place, question by question, in votes: who answered what is known to nobody.</summary>
    static readonly Counted Asked = new()
    {
        Id = "satisfaction", Title = "满意度调查的问题", Counter = "题", ReadPermission = Read,
        Columns = [Field.Text("wave", "调查").Wide(), Field.Date("held_on", "日期"), Field.Number("good", "满意、基本满意（票）"), Field.Number("votes", "有效（票）")],
        Sql = """
            select md5(p.id::text || i.number)::uuid as id, p.locality_path, i.title, p.title as wave, p.held_on, c.good, c.votes
            from org.poll p join org.poll_item i on i.poll_id = p.id
            cross join lateral (select coalesce(sum(n.votes) filter (where n.choice in ('1', '2')), 0)::int as good, coalesce(sum(n.votes), 0)::int as votes from org.poll_count n where n.poll_id = i.poll_id and n.item_number = i.number) c
            where p.kind = 'satisfaction' and p.state = 'signed' and p.held_on <= {day} and not exists (select from org.poll l where l.kind = p.kind and l.state = 'signed' and l.locality_path = p.locality_path and l.held_on > p.held_on and l.held_on <= {day})
            """,
    };

    static readonly Counted Deputies = new()
    {
        Id = "deputies", Title = "两代表一委员推荐", ReadPermission = Read, RecordPath = "talent/deputies",
        Columns = [Field.Code("post", "推荐为", Contributions.Post), Field.Text("unit", "推荐单位"), Field.Date("proposed_on", "提名"), Field.Date("decided_on", "结果"), Field.Date("term_to", "任期至")],
        Sql = """
            select d.id, d.locality_path, d.title, d.post, d.unit, case when d.proposed_on <= {day} then d.proposed_on end as proposed_on, case when d.decided_on <= {day} then d.decided_on end as decided_on, d.term_to, d.stage = '4' and d.decided_on <= {day} as is_elected
            from talent.deputy_case d where d.removed_at is null and d.recommended_on <= {day}
            """,
    };

    static readonly Counted Key = new()
    {
        Id = "key-talents", Title = "重点人才", ReadPermission = "talent.talents.read", RecordPath = "talent/talents",
        Columns = [Field.Text("workplace", "工作单位及职务").Wide(), Field.Code("grade", "认定层次", TalentCodes.Grade), Field.Date("confirmed_on", "本年作用发挥确认")],
        Sql = """
            select t.id, t.locality_path, t.name as title, t.workplace, t.grade, c.confirmed_on
            from {talent.talent} t left join lateral (select min(c.confirmed_on) as confirmed_on from talent.contribution c where c.talent_id = t.id and c.year = extract(year from {day})::int and c.removed_at is null and c.confirmed_on <= {day}) c on true
            where t.state = '1' and t.grade in ('A', 'B', 'C', 'D')
            """,
    };

    public static readonly IReadOnlyList<Figure> All =
    [
        Spans.Share("contacts-kept", "专家联系频次达标率", Group, Pairings, "{met}", "true", "领导本人在约定周期里联系够次数的结对 ÷ 统计日的结对", "党委联系服务专家制度", "约定的周期", 95, "联系不够的", [ServiceRules.Contact]),
        new() { Id = "campaigns-covered", Title = "走访覆盖率", Group = Group, Of = Campaigns, Where = "targets > 0", OutOf = "targets > 0", Sum = "covered", SumOf = "targets", Formula = "各走访活动已走访的人才、用人单位 ÷ 应走访的，本年进行的活动", Source = "走访台账（本平台）", Period = "本年", Better = Better.Higher, Target = 100 },
        new() { Id = "experts-sent", Title = "智库专家下基层", Group = Group, Of = Dispatches, Unit = "人", Where = "is_first", Formula = "年初至统计日提出、已派出的专家，一人计一次", Source = "专家派出台账（本平台）", Period = "本年", Better = Better.Higher },
        Spans.Share("advice-adopted", "专家意见采纳率", Group, Dispatches, "is_adopted", "solved_on is not null", "意见被采纳的 ÷ 已解决的", "专家派出台账（本平台）", wanting: "没有采纳的"),
        new() { Id = "team-services", Title = "专家服务团服务", Group = Group, Of = Dispatches, Unit = "次", Where = "is_of_team and sent_on is not null", Formula = "年初至统计日提出、服务团已派出的", Source = "专家派出台账（本平台）", Period = "本年", Better = Better.Higher },
        Spans.Share("team-solved", "专家服务团难题解决率", Group, Dispatches, "solved_on is not null", "is_of_team and sent_on is not null", "提出单位确认解决的 ÷ 服务团承接的", "专家派出台账（本平台）", wanting: "没有解决的"),
        new() { Id = "satisfied", Title = "人才满意度", Group = Group, Of = Asked, Where = "votes > 0", OutOf = "votes > 0", Sum = "good", SumOf = "votes", Formula = "最近一次调查各问题满意、基本满意的票 ÷ 有效票", Source = "人才满意度调查（本平台）", Period = "最近一次调查", Better = Better.Higher, Target = 90 },
        new() { Id = "deputies-proposed", Title = "推荐“两代表一委员”", Group = Group, Of = Deputies, Where = "proposed_on >= {from}", Formula = "年初至统计日提名的人才", Source = "推荐台账（本平台）", Period = "本年" },
        new() { Id = "deputies-elected", Title = "在任“两代表一委员”的人才", Group = Group, Of = Deputies, Where = "is_elected and coalesce(term_to >= {day}, true)", Formula = "经推荐当选（任）、统计日任期没有满的人才", Source = "推荐台账（本平台）", Period = "本届" },
        Spans.Share("contributing", "有作用记录的重点人才占比", Group, Key, "confirmed_on is not null", "true", "本年作用发挥表已由单位确认的 ÷ 在岗的 A—D 类人才", "人才作用发挥台账（本平台）", wanting: "没有记录的"),
    ];

    public static readonly Report DeputyPosts = new()
    {
        Id = "deputies", Number = "表8", Title = "推荐“两代表一委员”：按类别", Of = Deputies, RowHead = "推荐为", Rows = [Lines.All, .. Lines.Codes(Contributions.Post, "post", 1)],
        Columns = [new("在案", "true"), new("已提名", "proposed_on is not null"), new("当选（任）", "is_elected"), new("在任", "is_elected and coalesce(term_to >= {day}, true)")], Checks = [new("行1=行2+行3+行4")], Note = "统计日以前推荐的人才。", Source = "推荐台账（本平台）",
    };
}

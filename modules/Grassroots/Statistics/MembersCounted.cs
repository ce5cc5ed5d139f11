namespace OrgWork.Grassroots;

/// <summary>What the Party statistics of a county count, as rows with their dimensions.</summary>
static class MembersCounted
{
    const string Read = "grassroots.members.read", Record = "grassroots/members";

    static readonly IReadOnlyList<Field> Shown =
    [
        Field.Code("sex", "性别", StandardCodes.Sex), Field.Date("birth_on", "出生日期").WithAge(), Field.Code("nation", "民族", StandardCodes.Nation), Field.Code("education", "学历", StandardCodes.Education),
        Field.Code("kind", "人员类别", StandardCodes.MemberKind), Field.Date("joined_on", "入党时间"), Field.Code("occupation", "工作岗位", GrassrootsCodes.Occupation), Field.Text("organisation", "所在党组织").Wide(),
    ];

    static string Facts(string alias) => $"""
        {alias}.locality_path, {alias}.name as title, {alias}.sex, {alias}.birth_on, {alias}.nation, {alias}.education, {alias}.kind, {alias}.joined_on, {alias}.became_full_on, {alias}.interrupted_months, {alias}.applied_on, {alias}.join_kind, {alias}.occupation,
        {alias}.membership_state, {alias}.is_floating, {alias}.is_veteran, {alias}.is_needy, {alias}.dues_paid_to_on, {alias}.left_on, {alias}.left_kind, {Lines.Age(alias + ".birth_on")} as age
        """;

    static string FactsThere => Facts("m").Replace("m.locality_path", "a.locality_path", StringComparison.Ordinal);

    // 停止党籍 counts no more (ZB60 004); who cannot be found still does.
    const string Present = "m.left_on is null and m.membership_state in ('1', '2')";

    static readonly CodeSet Flow = new("flow", "增减", "本平台", [new("opening", "年初"), new("admitted", "发展"), new("in", "转入"), new("restored", "恢复党籍"), new("out", "转出"), new("died", "死亡"), new("expelled", "出党、停籍"), new("closing", "年末")]);

    public static readonly Counted Members = new()
    {
        Id = "members", Title = "党员", ReadPermission = Read, RecordPath = Record, Columns = Shown,
        Sql = $$"""
            select m.id, {{Facts("m")}}, o.name as organisation, o.kind as organisation_kind, o.sphere, extract(year from age({day}::date, (m.became_full_on + make_interval(months => coalesce(m.interrupted_months, 0)))::date))::int as party_years,
                   m.id in (select h.member_id from grassroots.member_honour h where h.kind = '0123' and h.removed_at is null and h.awarded_on <= {day}) as has_medal
            from {grassroots.member} m left join {grassroots.organisation} o on o.id = m.organisation_id where {{Present}}
            """,
    };

    public static readonly Counted TwoYears = new()
    {
        Id = "two-years", Title = "党员", ReadPermission = Read, RecordPath = Record, Columns = Shown,
        Sql = $$"""
            select m.id, {{Facts("m")}}, null::text as organisation, 'now' as stock from {grassroots.member} m where {{Present}}
            union all
            select m.id, {{Facts("m").Replace("{day}", "{opening}", StringComparison.Ordinal)}}, null, 'before' from {grassroots.member@opening} m where {{Present}}
            """,
    };

    /// <summary>Stock from the histories, movements from what was registered as such: where the two do not meet, somebody was moved without a transfer.</summary>
    public static readonly Counted Flows = new()
    {
        Id = "flows", Title = "党员", ReadPermission = Read, RecordPath = Record, RecordColumn = "member_id", BalancedBy = "member_id",
        Columns = [Field.Code("flow", "计入", Flow), Field.Code("sex", "性别", StandardCodes.Sex), Field.Date("birth_on", "出生日期").WithAge(), Field.Code("kind", "人员类别", StandardCodes.MemberKind), Field.Date("flow_on", "日期"), Field.Code("flow_kind", "增减类型", StandardCodes.MemberFlow), Field.Text("other", "另一方党组织").Wide()],
        Sql = $$"""
            with present as (select m.id, m.locality_path, m.name, m.sex, m.birth_on, m.kind, m.joined_on, m.nation, m.education, m.occupation, m.membership_state, m.left_on from {grassroots.member} m),
            moves as (select v.* from grassroots.member_move v where v.removed_at is null and v.moved_on between {from} and {day})
            select m.id, m.locality_path, m.name as title, m.sex, m.birth_on, m.nation, m.education, m.occupation, m.kind, m.id as member_id, 'opening' as flow, null::date as flow_on, null::text as flow_kind, null::text as other, {{Lines.Age("m.birth_on")}} as age
              from {grassroots.member@opening} m where {{Present}}
            union all select m.id, m.locality_path, m.name, m.sex, m.birth_on, m.nation, m.education, m.occupation, m.kind, m.id, 'closing', null, null, null, {{Lines.Age("m.birth_on")}} from present m where {{Present}}
            union all select m.id, a.locality_path, m.name, m.sex, m.birth_on, m.nation, m.education, m.occupation, m.kind, m.id, 'admitted', m.joined_on, '001', null, {{Lines.Age("m.birth_on")}} from {{OfAdmitted}}
            union all select v.id, m.locality_path, m.name, m.sex, m.birth_on, m.nation, m.education, m.occupation, m.kind, m.id,
                case when v.kind = '002' then 'restored' when v.kind >= '1' and v.kind < '2' then 'in' when v.kind >= '2' then 'out' when v.kind = '005' then 'died' else 'expelled' end,
                v.moved_on, v.kind, case when v.kind < '2' then v.from_organisation else v.to_organisation end, {{Lines.Age("m.birth_on")}}
              from moves v join present m on m.id = v.member_id where v.kind <> '001'
            -- A transfer between two places of ours takes away from the one what it adds to the other.
            union all select v.id, b.locality_path, m.name, m.sex, m.birth_on, m.nation, m.education, m.occupation, m.kind, m.id, 'out', v.moved_on, v.kind, v.to_organisation, {{Lines.Age("m.birth_on")}}
              from moves v join present m on m.id = v.member_id join grassroots.member_history b on b.id = m.id and b.valid_from < v.moved_on and b.valid_to >= v.moved_on and b.left_on is null and b.removed_at is null
              where v.kind >= '1' and v.kind < '2' and b.locality_path <> m.locality_path
            """,
    };

    // From outside the city: where the movement was written down by hand, its kind tells.
    const string FromElsewhere = "('111', '121', '123', '131', '141', '142', '151')";

    /// <summary>
    /// Who was admitted in the year, each where they lay on the day of it. Who was admitted elsewhere and came later begins here with the transfer; seen from the
    /// place they moved to, so does who moved between two places of ours.
    /// </summary>
    public const string AdmittedHere = $$"""
        (select h.id, h.locality_path, h.name, h.joined_on from grassroots.member_history h where h.removed_at is null and h.joined_on between {from} and {day}
           and not exists (select from grassroots.member_history e where e.id = h.id and e.valid_from < h.valid_from)
           and not exists (select from grassroots.member_move v where v.member_id = h.id and v.removed_at is null and v.kind >= '1' and v.kind < '2' and v.moved_on >= h.joined_on and v.moved_on <= {day} and (v.moved_on <= h.valid_from or v.kind in {{FromElsewhere}})))
        """;

    /// <summary>What is known of them on the day.</summary>
    const string OfAdmitted = $$"""{{AdmittedHere}} a cross join lateral (select h.* from grassroots.member_history h where h.id = a.id and h.valid_from <= {day} order by h.valid_from desc limit 1) m""";

    public static readonly Counted Admitted = new()
    {
        Id = "admitted", Title = "发展的党员", ReadPermission = Read, RecordPath = Record, Columns = [.. Shown, Field.Date("applied_on", "申请入党时间"), Field.Text("task", "火线发展的任务")],
        Sql = $$"""
            select m.id, {{FactsThere}}, o.name as organisation, o.sphere, f.task from {{OfAdmitted}} left join {grassroots.organisation} o on o.id = m.organisation_id
            left join lateral (select string_agg(distinct x.task, '、') as task from grassroots.applicant a join grassroots.applicant_frontline x on x.applicant_id = a.id and x.removed_at is null where a.person_id = m.person_id and a.removed_at is null) f on true
            """,
    };

    /// <summary>Whose probation, with what it was extended by, ends in the year that is counted.</summary>
    public static readonly Counted Probationers = new()
    {
        Id = "probationers", Title = "预备期满的党员", ReadPermission = Read, RecordPath = Record, Columns = [.. Shown, Field.Date("became_full_on", "转正时间")],
        Sql = $$"""
            select m.id, {{Facts("m")}}, o.name as organisation, p.due_on from {grassroots.member} m left join {grassroots.organisation} o on o.id = m.organisation_id
            cross join lateral (select (m.joined_on + make_interval(months => 12 + coalesce((select (c.facts ->> 'extension_months')::int from grassroots.applicant a join org.procedure_case c on c.module = 'grassroots' and c.procedure = 'admission' and c.state <> 'stopped' and c.subject_id = a.id where a.person_id = m.person_id and a.removed_at is null order by c.opened_on desc limit 1), 0)))::date as due_on) p
            where m.joined_on between {from}::date - interval '3 years' and {day} and p.due_on between {from} and {day} and (m.left_on is null or m.left_on > p.due_on)
            """,
    };

    public static readonly Counted Honours = new()
    {
        Id = "honours", Title = "表彰和处分", Counter = "人次", ReadPermission = Read, RecordPath = Record, RecordColumn = "member_id",
        Columns = [Field.Code("sex", "性别", StandardCodes.Sex), Field.Date("birth_on", "出生日期").WithAge(), Field.Code("honour_kind", "类别", GrassrootsCodes.HonourKind), Field.Text("honour", "名称").Wide(), Field.Date("awarded_on", "批准日期"), Field.Text("authority", "批准机关")],
        Sql = $$"""
            select h.id, m.id as member_id, {{Facts("m")}}, h.kind as honour_kind, h.title as honour, h.awarded_on, h.authority
            from grassroots.member_honour h join {grassroots.member} m on m.id = h.member_id where h.removed_at is null and h.awarded_on between {from} and {day}
            """,
    };

    /// <summary>Secretaries of villages and communities: who holds the post in the organisation of a village.</summary>
    public static readonly Counted VillageSecretaries = new()
    {
        Id = "village-secretaries", Title = "村（社区）党组织书记", ReadPermission = Read, RecordPath = Record,
        Columns = [.. Shown, Field.Date("began_on", "任职日期")],
        Sql = $$"""
            select distinct on (m.id) m.id, {{Facts("m")}}, o.name as organisation, o.sphere, p.began_on, o.is_one_shoulder
            from {grassroots.member_post} p join {grassroots.member} m on m.id = p.member_id join {grassroots.organisation} o on o.id = p.organisation_id
            where p.removed_at is null and p.post = '001A' and p.began_on <= {day} and (p.ended_on is null or p.ended_on > {day}) and o.is_village and o.abolished_on is null and {{Present}}
            order by m.id, p.began_on desc
            """,
    };

    public static readonly Counted Organisations = new()
    {
        Id = "organisations", Title = "党组织", Counter = "个", ReadPermission = "grassroots.organisations.read", RecordPath = "grassroots/organisations",
        Columns = [Field.Code("kind", "类别", StandardCodes.PartyOrganisationKind), Field.Code("sphere", "领域", GrassrootsCodes.Sphere), Field.Text("secretary", "书记"), Field.Date("term_began_on", "本届选举日期"), Field.Date("term_ends_on", "届满日期"), Field.Code("stars", "星级", GrassrootsCodes.Stars), Field.Number("members", "党员数"), Field.Number("full_members", "正式党员数")],
        Sql = $$"""
            select o.id, o.locality_path, o.name as title, o.kind, o.sphere, o.state, o.secretary, o.is_one_shoulder, o.is_weak, o.stars, o.founded_on, o.term_began_on, o.term_ends_on, o.site_area,
                   c.members, c.members as all_members, c.full_members, o.term_reminded_on, o.kind in ('631', '632') as is_branch, o.is_village
            from {grassroots.organisation} o
            cross join lateral (select count(*)::int as members, count(*) filter (where m.kind = '1')::int as full_members from {grassroots.member} m where m.organisation_id = o.id and m.removed_at is null and {{Present}}) c
            where o.abolished_on is null and o.state in ('1', '2')
            """,
    };
}

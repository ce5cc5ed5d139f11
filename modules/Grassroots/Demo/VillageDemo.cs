namespace OrgWork.Grassroots;

/// <summary>
/// Leaders of the invented city's villages: cards that agree with the committees, those who are to follow, elections just held and due, 联审 and filings in every step,
/// pay. Planted: secretaries without filing, over sixty, marked unfit; pay late and short; severe problems open before a vote.
/// </summary>
static class VillageDemo
{
    static readonly DateOnly Today = DemoCity.Today;

    public static async Task FillAsync(DemoCity city, OrganisationPlan plan, CancellationToken stop)
    {
        await ExecuteAsync(city, Cards, stop);
        var candidates = new List<(Guid Id, string Name, string Path, int Number)>();
        await using (var read = new Npgsql.NpgsqlCommand("select id, name, locality_path from grassroots.village_candidate where aim is not null order by id limit 400", city.Connection))
        await using (var rows = await read.ExecuteReaderAsync(stop))
            while (await rows.ReadAsync(stop)) candidates.Add((rows.GetGuid(0), rows.GetString(1), rows.GetString(2), candidates.Count));
        var villages = new List<(Guid Id, string Name, string Path, DateOnly Began, string? Secretary, int Number)>();
        await using (var read = new Npgsql.NpgsqlCommand("select id, name, locality_path, term_began_on, secretary from grassroots.organisation where is_village and abolished_on is null and term_began_on is not null order by term_began_on, id limit 400", city.Connection))
        await using (var rows = await read.ExecuteReaderAsync(stop))
            while (await rows.ReadAsync(stop)) villages.Add((rows.GetGuid(0), rows.GetString(1), rows.GetString(2), rows.GetFieldValue<DateOnly>(3), rows.IsDBNull(4) ? null : rows.GetString(4), villages.Count));
        var secretaries = new List<(Guid Id, string Name, string Path, int Number)>();
        await using (var read = new Npgsql.NpgsqlCommand("select id, name, locality_path from grassroots.village_cadre where party_post = '1' and left_on is null and (last_grade = '4' or birth_on < '1966-11-21') order by id limit 60", city.Connection))
        await using (var rows = await read.ExecuteReaderAsync(stop))
            while (await rows.ReadAsync(stop)) secretaries.Add((rows.GetGuid(0), rows.GetString(1), rows.GetString(2), secretaries.Count));
        var elections = new List<(Guid Id, string Name, string Path, int Number)>();
        await using (var read = new Npgsql.NpgsqlCommand("select id, name, locality_path from grassroots.election where state = '1' order by id limit 200", city.Connection))
        await using (var rows = await read.ExecuteReaderAsync(stop))
            while (await rows.ReadAsync(stop)) elections.Add((rows.GetGuid(0), rows.GetString(1), rows.GetString(2), elections.Count));
        await DemoCase.WriteAsync(city, [.. Reviews(city, candidates), .. Rounds(city, villages), .. Removals(city, secretaries), .. Terms(city, elections)], stop);
        await ExecuteAsync(city, "update grassroots.village_candidate c set passed_on = k.closed_on from org.procedure_case k where k.module = 'grassroots' and k.procedure = 'joint-reviews' and k.subject_id = c.id and k.state = 'done'", stop);
    }

    static IEnumerable<DemoCase> Reviews(DemoCity city, IEnumerable<(Guid Id, string Name, string Path, int Number)> candidates)
    {
        var place = new ProcedurePlace(GrassrootsDemo.Manifest, VillageProcedures.Review);
        var departments = VillageProcedures.Departments.Codes;
        foreach (var (id, name, path, n) in candidates)
        {
            if (n % 6 == 5) continue;
            var began = Today.AddDays(-30 - n % 20);
            var one = new DemoCase(place, city.IdFor("joint review", n), id, name, path).Do("submit", began, "乡镇组织委员", null, ("submit_words", "换届人选，群众基础好。"));
            if (n % 6 > 0)
            {
                one.Do("send", began.AddDays(2), "县委组织部", null, ("answer_by", Today.AddDays(n % 3 == 0 ? -4 : 6)));
                foreach (var (department, k) in departments.Take(n % 6 > 2 ? departments.Count : n % 10).Select((department, k) => (department, k)))
                    one.Do("answer", began.AddDays(4 + k), "县委组织部", n % 37 == 7 && k == 3 ? "problem" : "clear", ("department", department.Value), ("answer_words", n % 37 == 7 && k == 3 ? "三年内受过行政拘留处罚。" : "未发现影响任职的问题。"));
                if (n % 6 > 3) one.Do("conclude", began.AddDays(16), "县委组织部", n % 37 == 7 ? "failed" : "passed", n % 37 == 7 ? [("failed_words", "公安部门反映问题，不宜作为人选。")] : []);
            }
            yield return one;
        }
    }

    static IEnumerable<DemoCase> Rounds(DemoCity city, IEnumerable<(Guid Id, string Name, string Path, DateOnly Began, string? Secretary, int Number)> villages)
    {
        var place = new ProcedurePlace(GrassrootsDemo.Manifest, VillageProcedures.Round);
        var late = 0;
        foreach (var (id, name, path, began, secretary, n) in villages)
        {
            // Whose term ran out is at it now; who was elected in winter is done.
            var isLate = began < new DateOnly(2022, 1, 1);
            // Of five one has been surveyed, one has its new Party committee and waits for the villagers' vote, one is ready to elect, the others are on their way there.
            var stage = isLate ? ((int[])[0, 5, 4, 1, 2])[late++ % 5] : 5;
            var (isReady, isElected) = (isLate && stage > 3, isLate && stage == 5);
            var party = isLate ? Today.AddDays(isElected || n % 3 == 0 ? -9 : 20 + n % 9) : began;
            var one = new DemoCase(place, city.IdFor("village election", n), id, name, path).Do("survey", party.AddDays(-50), "乡镇组织委员", null, ("survey_words", "班子运行正常，人选有基础。"));
            if (stage > 0) one.Do("plan", party.AddDays(-45), "乡镇组织委员", null, ("plan_party_on", party), ("plan_committee_on", party.AddDays(12)), ("plan_done_on", party.AddDays(25)), ("team_size", 7));
            if (stage > 1) one.Do("people", party.AddDays(-40), "乡镇组织委员", null, ("people_words", "书记人选一名，拟通过法定程序担任主任。"));
            if (!isLate || isReady) one.Do("review", party.AddDays(-20), "县委组织部");
            if (!isLate || isElected) one.Do("party", party, "乡镇组织委员", null, ("new_secretary", secretary ?? "空缺"), ("party_voters", 42), ("party_present", 38));
            if (!isLate) one.Do("committee", party.AddDays(12), "乡镇组织委员", null, ("registered", 1200 + n), ("voted", 1030 + n % 90), ("director", secretary ?? "空缺"), ("votes", 880 + n % 60));
            if (!isLate && n % 9 > 0) one.Do("summary", party.AddDays(23), "乡镇组织委员", null, ("first_year", "修通村组路；办好养老互助点；集体经济收入超过十万元。"));
            yield return one;
        }
    }

    static IEnumerable<DemoCase> Removals(DemoCity city, IEnumerable<(Guid Id, string Name, string Path, int Number)> secretaries)
    {
        var place = new ProcedurePlace(GrassrootsDemo.Manifest, VillageProcedures.Removals);
        foreach (var (id, name, path, n) in secretaries)
        {
            if (n % 5 == 4) continue;
            var began = Today.AddDays(-25 - n);
            var one = new DemoCase(place, city.IdFor("removal", n), id, name, path);
            if (n % 5 == 0) one.Do("judge", began, "乡镇组织委员", "keep", ("judge_words", "身体好，群众认可。"), ("keep_words", "正在实施的项目需要他牵头，留任到项目完成。"));
            else
            {
                one.Do("judge", began, "乡镇组织委员", "replace", ("judge_words", "精力不济，工作打不开局面。"), ("leaving", n % 2 == 0 ? "2" : "3"), ("replace_by", Today.AddDays(n % 3 == 0 ? -3 : 30)), ("replacement", "后备人才中产生"));
                if (n % 5 > 1) one.Do("discuss", began.AddDays(6), "乡镇党委", "agree", ("leaving_words", "党委研究，同意调整"));
                if (n % 5 > 2) one.Do("file", began.AddDays(14), "县委组织部", "filed", ("removal_no", $"县备〔2026〕{n + 30}号"));
            }
            yield return one;
        }
    }

    static IEnumerable<DemoCase> Terms(DemoCity city, IEnumerable<(Guid Id, string Name, string Path, int Number)> elections)
    {
        var place = new ProcedurePlace(GrassrootsDemo.Manifest, ElectionProcedure.Procedure);
        foreach (var (id, name, path, n) in elections)
        {
            if (n % 5 == 4) continue;
            var began = Today.AddDays(-40 + n % 12);
            var one = new DemoCase(place, city.IdFor("term election", n), id, name, path).Do("request", began, "支部书记", null, ("election_form", "1"), ("request_no", $"支请〔2026〕{n % 9 + 1}号"));
            if (n % 5 > 0) one.Do("reply", began.AddDays(7), "乡镇党委", "agree", ("reply_no", $"党委批〔2026〕{n + 40}号"));
            if (n % 5 > 1) one.Do("nominate", began.AddDays(14), "支部书记");
            if (n % 5 > 2) one.Do("candidates", began.AddDays(20), "乡镇党委", "agree", ("candidates_no", $"党委批〔2026〕{n + 60}号"));
            yield return one;
        }
    }

    const string Cards = """
        create function pg_temp.pick(id uuid, salt text) returns int language sql immutable return ('x' || substr(md5(id::text || salt), 1, 4))::bit(16)::int % 100;
        select set_config('orgwork.effective_on', 'correction', true);
        update grassroots.organisation o set is_village = true from org.locality l
          where l.path = org.home_of(o.locality_path) and l.kind = 5 and o.sphere in ('1', '2') and o.kind in ('611', '621', '631') and o.unit_id is null
            and not exists (select from grassroots.organisation p where p.id = o.parent_id and org.home_of(p.locality_path) = l.path);
        select set_config('orgwork.effective_on', '', true);
        -- Who asks for the villages from here on finds them by plan, not by chance.
        analyze grassroots.organisation;
        alter table grassroots.village_cadre disable trigger user; alter table grassroots.village_candidate disable trigger user; alter table grassroots.cadre_material disable trigger user; alter table grassroots.cadre_assessment disable trigger user;
        alter table grassroots.cadre_insurance disable trigger user; alter table grassroots.cadre_training disable trigger user; alter table grassroots.cadre_honour disable trigger user; alter table grassroots.cadre_pay disable trigger user; alter table grassroots.election disable trigger user;
        alter table grassroots.election_candidate disable trigger user; alter table grassroots.election_risk disable trigger user;
        -- Who sits on the Party's committee of a village.
        insert into grassroots.village_cadre (id, locality_path, rank_order, person_id, name, name_pinyin, name_initials, sex, birth_on, nation, identity_mask, organisation_id, party_post, committee_post, is_member, education, source, began_on, secretary_since_on, filing_no, filed_on, last_grade, graded_year)
          select md5(m.person_id::text || 'cadre')::uuid, o.locality_path, case h.post when '1' then 10 when '2' then 20 else 30 + 10 * (pg_temp.pick(m.id, 'rank') % 5) end, m.person_id, m.name, m.name_pinyin, m.name_initials, m.sex, m.birth_on, m.nation, m.identity_mask, o.id, h.post,
            case h.post when '1' then case when o.is_one_shoulder then '1' end when '2' then case when pg_temp.pick(m.id, 'cross') < 70 then '2' end else case when pg_temp.pick(m.id, 'cross') < 55 then '3' end end,
            true, m.education, case when m.is_veteran then '4' else (array['1', '2', '3', '1', '6', '5'])[1 + pg_temp.pick(m.id, 'source') % 6] end, h.first_on, case h.post when '1' then h.began_on end,
            case when h.post = '1' and pg_temp.pick(m.id, 'filed') < 94 then '县备〔' || extract(year from h.began_on) || '〕' || 1 + pg_temp.pick(o.id, 'number') || '号' end, case when h.post = '1' and pg_temp.pick(m.id, 'filed') < 94 then h.began_on - 6 end,
            case when h.first_on < '2025-07-01' and pg_temp.pick(m.id, 'graded') < 95 then case when pg_temp.pick(m.id, 'grade') < 24 then '1' when pg_temp.pick(m.id, 'grade') < 90 then '2' when pg_temp.pick(m.id, 'grade') < 98 then '3' else '4' end end, case when h.first_on < '2025-07-01' and pg_temp.pick(m.id, 'graded') < 95 then 2025 end
          from (select distinct on (p.member_id) p.member_id, p.organisation_id, case p.post when '001A' then '1' when '001B' then '2' else '3' end as post, p.began_on, (select min(e.began_on) from grassroots.member_post e where e.member_id = p.member_id and e.organisation_id = p.organisation_id) as first_on
                from grassroots.member_post p where p.ended_on is null and p.removed_at is null and (p.post in ('001A', '001B') or p.post like '002%') order by p.member_id, p.post) h
          join grassroots.member m on m.id = h.member_id join grassroots.organisation o on o.id = h.organisation_id where o.is_village and m.left_on is null;
        -- Heads of villages where the secretary is not, and women of the village committee who are no members; then those who are to follow.
        create temporary table villager on commit drop as
          select md5(o.id::text || k || 'villager')::uuid as person, o.id as organisation, o.locality_path, k, n.name, n.pinyin, n.initials, case when k in (2, 4) then '2' else '1' end as sex, make_date(case when k >= 3 then 1984 else 1974 end + pg_temp.pick(o.id, 'born' || k) % 14, 1 + pg_temp.pick(o.id, 'month' || k) % 12, 8) as born, o.is_one_shoulder
          from grassroots.organisation o cross join generate_series(1, 4) k cross join lateral (select * from (values ('段立春', 'duanlichun', 'dlc'), ('苗长顺', 'miaochangshun', 'mcs'), ('卢正平', 'luzhengping', 'lzp'), ('杜红梅', 'duhongmei', 'dhm'), ('柯小兰', 'kexiaolan', 'kxl'), ('石玉芬', 'shiyufen', 'syf'), ('邵文斌', 'shaowenbin', 'swb'), ('贺云峰', 'heyunfeng', 'hyf'), ('秦晓燕', 'qinxiaoyan', 'qxy'), ('田雨欣', 'tianyuxin', 'tyx')) x (name, pinyin, initials)
            where case when k in (1, 3) then x.name in ('段立春', '苗长顺', '卢正平', '邵文斌', '贺云峰') else x.name not in ('段立春', '苗长顺', '卢正平', '邵文斌', '贺云峰') end order by md5(x.name || o.id::text || k) limit 1) n
          where o.is_village and o.abolished_on is null and (k = 1 and not o.is_one_shoulder or k = 2 and pg_temp.pick(o.id, 'woman') < 70 or k >= 3 and pg_temp.pick(o.id, 'reserve' || k) < 86);
        insert into org.person (id, name, name_pinyin, name_initials, sex, birth_on, nation) select person, name, pinyin, initials, sex, born, '01' from villager;
        insert into grassroots.village_cadre (id, locality_path, rank_order, person_id, name, name_pinyin, name_initials, sex, birth_on, nation, organisation_id, committee_post, is_member, education, source, is_full_time, began_on, last_grade, graded_year)
          select md5(person::text || 'cadre')::uuid, locality_path, 60 + k, person, name, pinyin, initials, sex, born, '01', organisation, case k when 1 then '1' else '3' end, k = 1, case when pg_temp.pick(person, 'school') < 35 then '31' else '61' end, (array['1', '2', '3', '4'])[1 + pg_temp.pick(person, 'from') % 4], k = 1, case when pg_temp.pick(person, 'old') < 45 then date '2021-01-20' else date '2026-01-20' end,
            case when pg_temp.pick(person, 'old') < 45 then '2' end, case when pg_temp.pick(person, 'old') < 45 then 2025 end from villager where k <= 2;
        -- Secretaries of the term before, who left at the elections of winter.
        insert into grassroots.village_cadre (id, locality_path, rank_order, person_id, name, name_pinyin, name_initials, sex, birth_on, nation, organisation_id, party_post, committee_post, is_member, education, source, began_on, secretary_since_on, filing_no, filed_on, left_on, left_kind, left_words)
          select md5(p.id::text || 'former')::uuid, o.locality_path, 900, p.id, p.name, p.name_pinyin, p.name_initials, p.sex, p.birth_on, p.nation, o.id, '1', case when pg_temp.pick(o.id, 'before') < 52 then '1' end, true, case when pg_temp.pick(o.id, 'learnt') < 22 then '31' else '61' end, '1', date '2016-02-01', date '2021-01-15', '县备〔2021〕' || 1 + pg_temp.pick(o.id, 'formerly') || '号', date '2021-01-10', o.term_began_on, case when p.birth_on < '1966-01-01' then '2' else '1' end, '届满换届'
          from grassroots.organisation o cross join lateral (select q.* from grassroots.member m join org.person q on q.id = m.person_id where m.organisation_id = o.id and m.removed_at is null and m.left_on is null and m.kind = '1' and m.birth_on between '1952-01-01' and '1972-01-01' and not exists (select from grassroots.village_cadre c where c.person_id = q.id) order by m.rank_order desc, m.id limit 1) p
          where o.is_village and o.term_began_on >= '2025-12-01' and pg_temp.pick(o.id, 'changed') < 45;
        insert into grassroots.village_candidate (id, locality_path, rank_order, person_id, name, name_pinyin, name_initials, sex, birth_on, nation, organisation_id, aim, is_reserve, source, is_member, education, mentor, tryout, listed_on, reviewed_on, review_words)
          select md5(person::text || 'follows')::uuid, v.locality_path, 10 * k, person, v.name, pinyin, initials, v.sex, born, '01', organisation, case when o.term_began_on < '2022-01-01' then case k when 3 then '1' else '4' end when pg_temp.pick(person, 'aims') < 6 then '2' end, true, (array['2', '3', '4', '1'])[1 + pg_temp.pick(person, 'from') % 4], pg_temp.pick(person, 'member') < 62, case when pg_temp.pick(person, 'school') < 60 then '31' else '21' end,
            case when pg_temp.pick(person, 'mentored') < 88 then coalesce(o.secretary, '乡镇组织委员') end, case when pg_temp.pick(person, 'tries') < 60 then (array['书记助理', '报账员', '网格员', '妇联执委'])[1 + pg_temp.pick(person, 'tryout') % 4] end, date '2024-03-01' + 7 * pg_temp.pick(person, 'listed'), case when pg_temp.pick(person, 'reviewed') < 82 then date '2026-02-01' + 2 * pg_temp.pick(person, 'review') end, case when pg_temp.pick(person, 'reviewed') < 82 then '能吃苦，懂技术，群众认可。' end
          from villager v join grassroots.organisation o on o.id = v.organisation where k >= 3;
        update grassroots.village_candidate set reviewed_on = null, review_words = null where reviewed_on < listed_on;
        insert into grassroots.reserve_plan (id, locality_path, rank_order, title, first_year, first_target, second_target, third_target, document_no, measures)
          select md5(l.path || 'reserve plan')::uuid, l.path, 10, l.short_name || '村级后备人才三年培养计划', 2025, v.villages, v.villages * 3 / 2, v.villages * 2, '县组发〔2025〕9号', '一人一名帮带人，每年评议一次，适合的安排试岗。'
          from org.locality l cross join lateral (select count(*)::int as villages from grassroots.organisation o where o.is_village and starts_with(o.locality_path, l.path)) v where l.kind = 3;
        insert into grassroots.cadre_material (id, village_cadre_id, locality_path, rank_order, material, is_present, kept_at, checked_on)
          select md5(c.id::text || m)::uuid, c.id, c.locality_path, m * 10, lpad(m::text, 2, '0'), pg_temp.pick(c.id, 'complete') < 70 or pg_temp.pick(c.id, 'has' || m) < 80, '县委组织部', date '2026-06-10' from grassroots.village_cadre c cross join generate_series(1, 10) m where c.left_on is null and (c.party_post = '1' or c.committee_post = '1') and pg_temp.pick(c.id, 'archive') < 92 and (c.is_member or m <> 3);
        insert into grassroots.cadre_assessment (id, village_cadre_id, locality_path, rank_order, year, township_score, member_score, resident_score, score, grade, assessed_on, feedback)
          select md5(c.id::text || 'graded')::uuid, c.id, c.locality_path, -2025, 2025, g.score, g.score, g.score, g.score, c.last_grade, date '2026-01-25', '按时反馈本人。' from grassroots.village_cadre c cross join lateral (select case c.last_grade when '1' then 92 when '2' then 82 when '3' then 65 else 55 end as score) g where c.graded_year = 2025;
        insert into grassroots.cadre_insurance (id, village_cadre_id, locality_path, rank_order, year, kind, standard, paid, enrolled_on)
          select md5(c.id::text || k || 'insured')::uuid, c.id, c.locality_path, -2026, 2026, k::text, case k when 1 then 2400 else 380 end, case when pg_temp.pick(c.id, 'subsidy') < 85 then case k when 1 then 2400 else 380 end else 0 end, date '2026-03-15' from grassroots.village_cadre c cross join generate_series(1, 2) k where c.left_on is null and pg_temp.pick(c.id, 'insured') < 91;
        insert into grassroots.cadre_training (id, village_cadre_id, locality_path, rank_order, title, level, began_on, hours, result)
          select md5(c.id::text || 'trained')::uuid, c.id, c.locality_path, 1, case when pg_temp.pick(c.id, 'goose') < 40 then '“头雁领航”培训班' else '村党组织书记任职培训班' end, '3', date '2026-05-12', 24, '合格' from grassroots.village_cadre c where c.left_on is null and c.party_post = '1' and pg_temp.pick(c.id, 'trained') < 83;
        -- What the arena of secretaries came to for some of them, as the programme tells it.
        insert into org.programme_result (id, locality_path, module, register, row_id, list, subject_id, programme, title, held_on, words)
        select md5('arena' || c.id::text)::uuid, c.locality_path, 'p8_xczxlts', 'entries', md5('entry' || c.id::text)::uuid, 'village-secretary', c.id, '乡村振兴擂台赛', (array['一片茶叶富一村', '我们村的路', '说事长廊', '空心房变民宿'])[1 + c.lot % 4], date '2026-03-20' + c.lot % 200,
               '擂台 春季擂台，评委分 ' || 78 + c.lot % 18 || '，群众分 ' || 75 + c.lot % 20 || '，名次 ' || 1 + c.lot % 20
        from (select v.id, v.locality_path, ('x' || left(md5(v.id::text || 'arena'), 6))::bit(24)::int as lot from grassroots.village_cadre v where v.party_post = '1' and v.left_on is null) c where c.lot % 7 = 0;
        insert into grassroots.cadre_honour (id, village_cadre_id, locality_path, rank_order, title, level, awarded_on, authority)
          select md5(c.id::text || 'honoured')::uuid, c.id, c.locality_path, 1, '乡村振兴“领头羊”', case when pg_temp.pick(c.id, 'level') < 30 then '2' else '3' end, date '2026-06-28', case when pg_temp.pick(c.id, 'level') < 30 then '省委组织部' else '市委组织部' end from grassroots.village_cadre c where c.left_on is null and c.party_post = '1' and c.last_grade = '1' and pg_temp.pick(c.id, 'honour') < 40;
        insert into grassroots.cadre_pay_standard (id, locality_path, rank_order, year, post, amount, document_no, excellent_share, basic_share, unfit_share)
          select md5(l.path || p.post || 'standard')::uuid, l.path, p.post::int * 10, 2026, p.post, p.amount, '县组发〔2026〕6号', 110, 90, 80 from org.locality l cross join (values ('1', 4200), ('2', 3600), ('3', 3400), ('4', 2800), ('5', 2200)) p (post, amount) where l.kind = 3;
        insert into grassroots.cadre_pay (id, locality_path, rank_order, name, village_cadre_id, organisation_id, month, due, due_on, paid, paid_on, reason)
          select md5(c.id::text || m.month)::uuid, c.locality_path, c.rank_order, c.name, c.id, c.organisation_id, m.month, d.due, m.month + 9, case when w.luck < 96 then d.due when w.luck < 98 then d.due - 800 end, case when w.luck < 94 then m.month + 7 when w.luck < 98 then m.month + 16 end, case when w.luck between 94 and 95 then '财政拨款延后' when w.luck between 96 and 97 then '绩效部分待考核' end
          from grassroots.village_cadre c cross join (values (date '2026-10-01'), (date '2026-11-01')) m (month) cross join lateral (select (case when c.party_post = '1' and c.committee_post = '1' then 4200 when c.party_post = '1' then 3600 when c.committee_post = '1' then 3400 when c.party_post = '2' or c.committee_post = '2' then 2800 else 2200 end * case c.last_grade when '1' then 110 when '3' then 90 when '4' then 80 else 100 end / 100)::int as due) d
          cross join lateral (select pg_temp.pick(c.id, 'pay' || m.month) as luck) w where c.left_on is null and c.is_full_time;
        insert into grassroots.election_risk (id, locality_path, rank_order, words, organisation_id, kind, is_severe, found_on, solver, due_on, closed_on, result)
          select md5(o.id::text || 'risk')::uuid, o.locality_path, 10, (array['两个大姓争主任，互相上访', '征地补偿款历史遗留问题没有解决', '外出务工党员多，到会人数没有把握', '原班子账目没有公开，群众意见大'])[1 + pg_temp.pick(o.id, 'which') % 4], o.id, (array['1', '4', '6', '3'])[1 + pg_temp.pick(o.id, 'which') % 4], pg_temp.pick(o.id, 'severe') < 35, date '2026-10-12', '包村领导', date '2026-11-30' - pg_temp.pick(o.id, 'due') % 25, case when pg_temp.pick(o.id, 'closed') < 65 then date '2026-11-05' end, case when pg_temp.pick(o.id, 'closed') < 65 then '面对面调解，达成协议。' end
          from grassroots.organisation o where o.is_village and (o.term_began_on < '2022-01-01' and pg_temp.pick(o.id, 'risky') < 60 or pg_temp.pick(o.id, 'risky') < 3);
        -- Elections of branches: due within three months or over, and held this autumn.
        insert into grassroots.election (id, locality_path, rank_order, name, organisation_id, form, planned_on, seats, years, state, held_on)
          select md5(o.id::text || 'election')::uuid, o.locality_path, 10, '2026年换届选举', o.id, case when s.seats >= 3 then '1' else '2' end, case when o.term_began_on >= '2026-09-01' then o.term_began_on else least(greatest(o.term_ends_on, date '2026-11-10' + pg_temp.pick(o.id, 'plan') % 40), date '2027-01-20') end, greatest(s.seats, 1), o.term_years, case when o.term_began_on >= '2026-09-01' then '3' else '1' end, case when o.term_began_on >= '2026-09-01' then o.term_began_on end
          from grassroots.organisation o cross join lateral (select count(*)::int as seats from grassroots.committee_seat k where k.organisation_id = o.id and k.closed_on is null) s
          where o.kind in ('631', '632') and o.abolished_on is null and o.state = '1' and not o.is_village and o.secretary is not null and (o.term_began_on >= '2026-09-01' or o.term_ends_on between '2026-06-01' and '2027-01-20');
        insert into grassroots.election_candidate (id, election_id, locality_path, rank_order, member_id, name, post, duty, votes, result)
          select md5(e.id::text || m.id)::uuid, e.id, e.locality_path, 10 + k.rank_order, m.id, m.name, k.post, k.duty, case when e.state = '3' then 12 + pg_temp.pick(m.id, 'votes') % 6 end, case when e.state = '3' then '1' end
          from grassroots.election e join grassroots.committee_seat k on k.organisation_id = e.organisation_id and k.closed_on is null join grassroots.member_post p on p.seat_id = k.id and p.ended_on is null and p.removed_at is null join grassroots.member m on m.id = p.member_id where k.post in ('001A', '001B', '002A') and m.left_on is null on conflict do nothing;
        insert into grassroots.election_candidate (id, election_id, locality_path, rank_order, member_id, name, post, votes, result)
          select md5(e.id::text || m.id)::uuid, e.id, e.locality_path, 800, m.id, m.name, '002A', case when e.state = '3' then 4 end, case when e.state = '3' then '2' end
          from grassroots.election e cross join lateral (select x.id, x.name from grassroots.member x where x.organisation_id = e.organisation_id and x.removed_at is null and x.left_on is null and x.kind = '1' and x.membership_state = '1' and x.no_vote_until_on is null and not exists (select from grassroots.election_candidate c where c.election_id = e.id and (c.member_id = x.id or c.name = x.name)) order by x.rank_order, x.id limit 1) m where e.form = '1';
        alter table grassroots.village_cadre enable trigger user; alter table grassroots.village_candidate enable trigger user; alter table grassroots.cadre_material enable trigger user; alter table grassroots.cadre_assessment enable trigger user;
        alter table grassroots.cadre_insurance enable trigger user; alter table grassroots.cadre_training enable trigger user; alter table grassroots.cadre_honour enable trigger user; alter table grassroots.cadre_pay enable trigger user; alter table grassroots.election enable trigger user;
        alter table grassroots.election_candidate enable trigger user; alter table grassroots.election_risk enable trigger user;
        select org.rebuild_history('grassroots.village_cadre'), org.rebuild_history('grassroots.cadre_material'), org.rebuild_history('grassroots.cadre_assessment'), org.rebuild_history('grassroots.cadre_insurance'), org.rebuild_history('grassroots.cadre_training'), org.rebuild_history('grassroots.cadre_honour');
        -- Until the day on which they left, nobody knew that they would.
        create temporary table former on commit drop as select * from grassroots.village_cadre_history where left_on > valid_from;
        update grassroots.village_cadre_history set valid_from = left_on where left_on > valid_from;
        update former set valid_to = left_on, left_on = null, left_kind = null, left_words = null;
        insert into grassroots.village_cadre_history select * from former;
        analyze grassroots.village_cadre, grassroots.village_candidate, grassroots.cadre_material, grassroots.cadre_pay, grassroots.election, grassroots.election_candidate
        """;

    static async Task ExecuteAsync(DemoCity city, string sql, CancellationToken stop)
    {
        await using var command = new Npgsql.NpgsqlCommand(sql, city.Connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(stop);
    }
}

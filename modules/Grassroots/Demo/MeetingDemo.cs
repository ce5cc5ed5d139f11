namespace OrgWork.Grassroots;

/// <summary>
/// This year's meetings of every branch of the invented city, as the rules ask for them, with who was there. Planted: branches that let a month or a quarter go by,
/// records nobody has confirmed, one in a hundred sent back.
/// </summary>
static class MeetingDemo
{
    static readonly DateOnly Today = DemoCity.Today, From = new(2026, 1, 1);

    /// <summary>Attendance is as many rows as members times meetings: in a large city only the last months have it.</summary>
    const int ManyMembers = 20_000;

    static readonly string[] GeneralTopics = ["传达学习上级全会精神，讨论年度工作", "讨论接收预备党员和确定发展对象", "通报党费收缴和党务公开情况", "讨论集体经济项目和村务公开事项", "半年工作总结和下半年安排", "学习新修订的党内法规，讨论整改事项"];
    static readonly string[] CommitteeTopics = ["研究本月组织生活和党员教育安排", "研究入党积极分子培养", "研究困难党员慰问和志愿服务", "研究环境整治和网格分工", "听取党小组工作，分析党员思想状况", "研究党员大会议题和会务"];
    static readonly string[] GroupTopics = ["学习讨论，交流思想汇报", "落实支部决议，分工到人", "评议本组党员履职情况"];
    static readonly string[] LectureTopics = ["弘扬优良传统，走好新的赶考路", "党的纪律处分条例专题辅导", "讲好身边党员的故事", "用好红色资源，传承红色基因"];
    static readonly string[] ThemeTopics = ["环境清洁志愿服务", "走访慰问老党员和困难户", "“清廉家风”学习交流", "护林防火义务巡查", "集中学习和民主议事", "重温入党誓词，过政治生日", "助农采收进田间", "参观革命纪念馆"];
    static readonly string[] Reasons = ["外出务工", "生病住院", "公务出差", "照顾家人"];

    sealed record Planned(PlannedOrganisation Organisation, string Kind, DateOnly On, int Number);

    public static async Task FillAsync(DemoCity city, OrganisationPlan plan, CancellationToken stop)
    {
        var people = await PeopleAsync(city, stop);
        await city.CopyAsync("grassroots.meeting", Meetings(plan, city, people).Select(meeting =>
        {
            var (random, organisation) = (city.RandomFor("meeting", meeting.Number), meeting.Organisation);
            var topics = meeting.Kind switch { MeetingKind.General => GeneralTopics, MeetingKind.Committee => CommitteeTopics, MeetingKind.Group => GroupTopics, MeetingKind.Lecture => LectureTopics, _ => ThemeTopics };
            var topic = meeting.Kind switch { MeetingKind.LifeMeeting => "2025 年度组织生活会", MeetingKind.Appraisal => "2025 年度民主评议党员", _ => random.Pick(topics) };
            var state = meeting.On > Today.AddDays(-20) && random.Chance(0.12) ? "2" : random.Chance(0.008) ? "4" : "3";
            var there = Attendance(city, meeting, people);
            var isTheme = meeting.Kind == MeetingKind.ThemeDay;
            return new
            {
                id = city.IdFor("meeting", meeting.Number), organisation_id = organisation.Id, locality_path = organisation.Path, rank_order = -meeting.On.DayNumber, kind = meeting.Kind, also = (string[])[], topic,
                for_year = meeting.Kind is MeetingKind.LifeMeeting or MeetingKind.Appraisal ? 2025 : (int?)null, held_on = meeting.On, place = random.Pick(["党员活动室", "党群服务中心会议室", "村委会会议室", "文化广场"]), chair = organisation.Secretary?.Name ?? "副书记", recorder = there.Count > 2 ? people[organisation.Id][2].Name : null,
                party_group = meeting.Kind == MeetingKind.Group ? "第一党小组" : null, lecturer = meeting.Kind == MeetingKind.Lecture ? organisation.Secretary?.Name ?? "副书记" : null, is_by_secretary = meeting.Kind == MeetingKind.Lecture && organisation.Secretary is not null,
                content = $"一、{topic}。二、与会党员发言讨论。三、安排下一步工作，分工到人。", resolution = meeting.Kind is MeetingKind.General or MeetingKind.Committee || isTheme ? "同意以上安排。" : null,
                lecturer_kind = meeting.Kind != MeetingKind.Lecture ? null : organisation.Secretary is not null ? "2" : "4", lecture_form = meeting.Kind == MeetingKind.Lecture ? "11123"[meeting.Number % 5].ToString() : null,
                // 警示教育 is what many leave out.
                education = meeting.Kind == MeetingKind.Lecture ? "12341"[meeting.Number % 5].ToString() : isTheme ? "1345687951"[meeting.Number % 10].ToString() : null,
                has_study = isTheme && random.Chance(0.6), has_deliberation = isTheme && random.Chance(0.25), has_service = isTheme && random.Chance(0.4), has_life = isTheme && random.Chance(0.3),
                steps = Json(meeting.Kind),
                due_count = there.Count, present_count = there.Count(one => one.Standing == "1"), leave_count = there.Count(one => one.Standing == "2"), absent_count = there.Count(one => one.Standing == "3"), state,
                confirmed_name = state == "3" ? organisation.Secretary?.Name : null, confirmed_at = state == "3" ? meeting.On.ToDateTime(new(10, 0), DateTimeKind.Utc) : (DateTime?)null,
                returned_name = state == "4" ? "乡镇党委组织委员" : null, returned_at = state == "4" ? meeting.On.AddDays(6).ToDateTime(new(2, 0), DateTimeKind.Utc) : (DateTime?)null, returned_remark = state == "4" ? "缺会议记录照片，请补传" : null,
            };
        }), stop);

        var since = city.Counts.Members > ManyMembers ? Today.AddMonths(-2) : From;
        await city.CopyAsync("grassroots.attendance", Meetings(plan, city, people).Where(meeting => meeting.On >= since).SelectMany(meeting => Attendance(city, meeting, people).Select(one => new
        {
            meeting_id = city.IdFor("meeting", meeting.Number), member_id = one.Member, locality_path = meeting.Organisation.Path, held_on = meeting.On, standing = one.Standing, reason = one.Standing == "2" ? Reasons[one.Member.ToByteArray()[3] % Reasons.Length] : null,
        })), stop);
        await using var more = new Npgsql.NpgsqlCommand(More, city.Connection) { CommandTimeout = 0 };
        await more.ExecuteNonQueryAsync(stop);
    }

    /// <summary>
    /// Last year's reviews where the meeting was held, this year's talks (some still to come), and the sessions of committees: one in ten does not begin with study.
    /// What is drawn is drawn from the ids, which are the same for the same seed.
    /// </summary>
    const string More = """
        create function pg_temp.draw(id uuid, salt text) returns int language sql immutable return ('x' || substr(md5(id::text || salt), 1, 4))::bit(16)::int % 100;
        alter table grassroots.member_review disable trigger user;
        alter table grassroots.talk disable trigger user;
        alter table grassroots.meeting disable trigger user;
        alter table grassroots.meeting_item disable trigger user;
        insert into grassroots.member_review (id, organisation_id, locality_path, member_id, year, rank_order, has_self, has_mutual, ballots, votes_excellent, votes_qualified, votes_basic, votes_failed, grade, follow_up, follow_due_on)
          select md5(m.id::text || 'review')::uuid, m.organisation_id, m.locality_path, m.id, 2025, m.rank_order, true, true, case when g.grade is not null then c.ballots end, case when g.grade = '1' then c.ballots when g.grade is not null then c.ballots / 3 end, case g.grade when '1' then 0 when '2' then c.ballots - c.ballots / 3 else 0 end,
                 case g.grade when '3' then c.ballots - c.ballots / 3 else 0 end, case g.grade when '4' then c.ballots - c.ballots / 3 else 0 end, g.grade, case g.grade when '4' then '支部限期改正，书记谈话' end, case g.grade when '4' then date '2027-01-31' end
          from grassroots.member m join (select organisation_id, count(*)::int as ballots from grassroots.member where left_on is null and membership_state = '1' group by organisation_id) c on c.organisation_id = m.organisation_id
          cross join lateral (select case when m.kind = '2' then null when pg_temp.draw(m.id, 'grade') < 26 then '1' when pg_temp.draw(m.id, 'grade') < 96 then '2' when pg_temp.draw(m.id, 'grade') < 99 or pg_temp.draw(m.id, 'poor') < 80 then '3' else '4' end as grade) g
          where m.left_on is null and m.membership_state = '1' and m.joined_on < '2025-12-31' and exists (select from grassroots.meeting t where t.organisation_id = m.organisation_id and t.kind = '23' and t.state = '3');
        insert into grassroots.talk (id, organisation_id, locality_path, rank_order, kind, talked_on, from_member_id, to_member_id, topics)
          select md5(x.member_id::text || y.member_id)::uuid, o.id, o.locality_path, 1, '1', date '2026-02-10' + pg_temp.draw(y.member_id, 'day') / 2, x.member_id, y.member_id, '谈班子分工和查摆的问题'
          from grassroots.organisation o join grassroots.member_post x on x.organisation_id = o.id and x.post = '001A' and x.ended_on is null join grassroots.member_post y on y.organisation_id = o.id and y.ended_on is null and y.member_id <> x.member_id where o.kind in ('631', '632') on conflict do nothing;
        insert into grassroots.talk (id, organisation_id, locality_path, rank_order, kind, talked_on, from_member_id, to_member_id, topics)
          select md5(x.member_id::text || m.id || 'talk')::uuid, m.organisation_id, m.locality_path, 2, '3', date '2026-02-10' + pg_temp.draw(m.id, 'day') * 2, x.member_id, m.id, '谈思想、学习和家庭情况，听取对支部的意见'
          from grassroots.member m join (select distinct on (organisation_id) organisation_id, member_id from grassroots.member_post where ended_on is null order by organisation_id, post, member_id) x on x.organisation_id = m.organisation_id
          where m.left_on is null and m.membership_state = '1' and m.id <> x.member_id and pg_temp.draw(m.id, 'talk') < 82;
        insert into grassroots.meeting (id, organisation_id, locality_path, rank_order, kind, topic, held_on, place, chair, content, due_count, present_count, leave_count, state, confirmed_name, confirmed_at)
          select md5(o.id::text || n)::uuid, o.id, o.locality_path, -n, '31', '第' || n || '次党委会议', date '2026-01-08' + (n - 1) * 30 + pg_temp.draw(o.id, 'session') % 9, '党委会议室', coalesce(o.secretary, '书记'), '按议程逐项研究。', 7, 6, 1, '3', o.secretary, timestamptz '2026-11-01 10:00+08'
          from grassroots.organisation o cross join generate_series(1, 10) n where (left(o.kind, 1) in ('1', '2') or o.kind = '611') and o.abolished_on is null;
        insert into grassroots.meeting_item (id, meeting_id, locality_path, rank_order, kind, title, document, lead, measures, is_major, voters, votes_for, votes_against, votes_abstained, decision, execution, execution_owner, due_on, done_on, matter)
          select md5(t.id::text || k)::uuid, t.id, t.locality_path, k, case when k = 1 and pg_temp.draw(t.id, 'first') < 90 then '1' when k = 3 then '3' else '2' end, case k when 1 then '学习贯彻上级会议精神' when 2 then '研究重点项目和资金安排' else '通报近期督查情况' end,
                 case when k = 1 then '上级会议公报和讲话' end, t.chair, case when k = 1 then '各支部一个月内组织学习讨论，列入主题党日' end, k = 2, case when k = 2 then 6 end, case when k = 2 then 6 end, case when k = 2 then 0 end, case when k = 2 then 0 end,
                 case when k > 1 or pg_temp.draw(t.id, 'first') >= 90 then '同意，由分管领导负责落实' end, case when k = 2 then case when pg_temp.draw(t.id, 'done') < 70 then '3' else '2' end else '9' end, case when k = 2 then '分管领导' end, case when k = 2 then t.held_on + 60 end,
                 case when k = 2 and pg_temp.draw(t.id, 'done') < 70 then least(t.held_on + 30, greatest(t.held_on, date '2026-11-20')) end,
                 case when k = 2 then (array['3', '4', '1', '2'])[1 + pg_temp.draw(t.id, 'matter') % 4] when k = 1 and pg_temp.draw(t.id, 'first') >= 90 then '9' end
          from grassroots.meeting t cross join generate_series(1, 3) k where t.kind = '31';
        insert into grassroots.meeting (id, organisation_id, locality_path, rank_order, kind, topic, for_year, held_on, place, chair, lecturer, content, steps, due_count, present_count, leave_count, state, confirmed_name, confirmed_at)
          select md5(o.id::text || k.kind || k.held_on)::uuid, o.id, o.locality_path, 0, k.kind, k.topic, case k.kind when '32' then 2025 end, k.held_on + pg_temp.draw(o.id, k.kind) % 12, '党委会议室', coalesce(o.secretary, '书记'), case k.kind when '33' then coalesce(o.secretary, '书记') end, '按方案召开。',
                 case k.kind when '32' then '{"theme":"上级规定的主题","study":"集体学习四次","opinions":"征求意见 23 条","talks":"班子成员之间全部谈过","materials":"班子和个人材料已审","criticism":"相互批评 18 条","problems":"班子问题 6 个","rectification":"整改措施 14 条","comment":"督导组评价较好","report":"已报上级"}' else '{}' end, 7, 6, 1, '3', o.secretary, timestamptz '2026-11-01 10:00+08'
          from grassroots.organisation o cross join (values ('32', '2025 年度民主生活会', date '2026-01-12'), ('33', '专题学习研讨', date '2026-02-10'), ('33', '专题学习研讨', date '2026-05-12'), ('33', '专题学习研讨', date '2026-08-11'), ('33', '专题学习研讨', date '2026-10-20')) k (kind, topic, held_on)
          where (left(o.kind, 1) in ('1', '2') or o.kind = '611') and o.abolished_on is null and pg_temp.draw(o.id, k.kind || k.held_on) < 93;
        alter table grassroots.member_review enable trigger user;
        alter table grassroots.talk enable trigger user;
        alter table grassroots.meeting enable trigger user;
        alter table grassroots.meeting_item enable trigger user;
        analyze grassroots.member_review, grassroots.talk, grassroots.meeting, grassroots.meeting_item
        """;

    sealed record Present(Guid Member, string Standing);
    sealed record Person(Guid Id, string Name, bool IsInFirstGroup, bool HasPost, bool Floats, DateOnly JoinedOn, int Seat);

    static IEnumerable<Planned> Meetings(OrganisationPlan plan, DemoCity city, IReadOnlyDictionary<Guid, List<Person>> people)
    {
        var number = 0;
        foreach (var organisation in plan.Organisations.Where(organisation => organisation.IsBranch && people.ContainsKey(organisation.Id)))
        {
            var random = city.RandomFor("branch life", number);
            // Most are orderly; some let things slide, a few more than that.
            var slack = random.Weighted((0.0, 72), (0.12, 22), (0.45, 6));
            var (hasCommittee, hasGroups) = (people[organisation.Id].Count(person => person.HasPost) >= 3, people[organisation.Id].Exists(person => person.IsInFirstGroup));
            for (var month = From; month <= Today; month = month.AddMonths(1))
            {
                var wanted = new List<(string Kind, int Day)> { (MeetingKind.ThemeDay, 5 + organisation.RankOrder * 7 % 20) };
                if (hasCommittee) wanted.Add((MeetingKind.Committee, random.Next(2, 9)));
                if (hasGroups) wanted.Add((MeetingKind.Group, random.Next(20, 28)));
                if (month.Month % 3 == 2) wanted.Add((MeetingKind.General, random.Next(6, 26)));
                if (month.Month % 3 == 1 || month.Month == 11) wanted.Add((MeetingKind.Lecture, random.Next(8, 27)));
                if (month.Month == 2) wanted.AddRange([(MeetingKind.LifeMeeting, 24), (MeetingKind.Appraisal, 25)]);
                foreach (var (kind, day) in wanted)
                {
                    number++;
                    var on = month.AddDays(day - 1);
                    if (on <= Today && !random.Chance(slack)) yield return new(organisation, kind, on, number);
                }
            }
        }
    }

    static List<Present> Attendance(DemoCity city, Planned meeting, IReadOnlyDictionary<Guid, List<Person>> people)
    {
        var random = city.RandomFor("attendance", meeting.Number);
        return [.. people[meeting.Organisation.Id].Where(person => person.JoinedOn <= meeting.On && (meeting.Kind switch { MeetingKind.Committee => person.HasPost, MeetingKind.Group => person.IsInFirstGroup, _ => true }))
            .Select(person => new Present(person.Id, person.Floats ? random.Weighted(("1", 15), ("2", 75), ("3", 10)) : random.Weighted(("1", 90), ("2", 8), ("3", 2))))];
    }

    static string Json(string kind) => kind == MeetingKind.LifeMeeting
        ? System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { ["study"] = "会前集中学习两次", ["talks"] = "支委之间、支委与党员谈心 21 人次", ["problems"] = "班子查摆问题 4 个，党员人均 2 个", ["criticism"] = "逐人开展批评和自我批评，提意见 36 条", ["rectification"] = "列出整改措施 9 条，明确责任人，6 月底前完成" })
        : "{}";

    static async Task<IReadOnlyDictionary<Guid, List<Person>>> PeopleAsync(DemoCity city, CancellationToken stop)
    {
        await using var read = new Npgsql.NpgsqlCommand("""
            with seated as (select distinct member_id, organisation_id from grassroots.member_post where ended_on is null)
            select m.organisation_id, m.id, m.name, m.party_group = '第一党小组', s.member_id is not null, m.is_floating, m.joined_on, m.rank_order
            from grassroots.member m left join seated s on s.member_id = m.id and s.organisation_id = m.organisation_id where m.left_on is null and m.membership_state = '1' order by m.organisation_id, m.rank_order
            """, city.Connection) { CommandTimeout = 0 };
        await using var rows = await read.ExecuteReaderAsync(stop);
        var people = new Dictionary<Guid, List<Person>>();
        while (await rows.ReadAsync(stop))
        {
            if (!people.TryGetValue(rows.GetGuid(0), out var list)) people.Add(rows.GetGuid(0), list = []);
            list.Add(new(rows.GetGuid(1), rows.GetString(2), !rows.IsDBNull(3) && rows.GetBoolean(3), rows.GetBoolean(4), rows.GetBoolean(5), rows.GetFieldValue<DateOnly>(6), list.Count));
        }
        return people;
    }
}

namespace OrgWork.Grassroots;

/// <summary>
/// 党籍 and service of the invented city: who cannot be found is being searched for, some are suspended, some leave, some are punished; arrivals with their letters; the ledger of
/// those who float, deeds, posts, needs, the retired, problems of past admissions. What is drawn is drawn from ids, which are the same for the same seed.
/// </summary>
static class StandingDemo
{
    const int Most = 300;
    static readonly DateOnly Today = DemoCity.Today;

    static ProcedurePlace Place(string id) => new(GrassrootsDemo.Manifest, StandingProcedures.All.First(one => one.Id == id));

    sealed record Row(Guid Id, string Name, string Path, string Organisation, string? Secretary, string State);

    public static async Task FillAsync(DemoCity city, OrganisationPlan plan, CancellationToken stop)
    {
        var rows = new List<Row>();
        await using (var read = new Npgsql.NpgsqlCommand($"""
            (select m.id, m.name, m.locality_path, o.name, o.secretary, m.membership_state from grassroots.member m join grassroots.organisation o on o.id = m.organisation_id where m.membership_state in ('2', '3') and m.left_on is null order by m.id limit {Most})
            union all
            (select m.id, m.name, m.locality_path, o.name, o.secretary, case when h.id is null then 'exit' else 'punished' end from grassroots.member m join grassroots.organisation o on o.id = m.organisation_id
               left join grassroots.member_honour h on h.member_id = m.id and h.kind = '02250'
               where m.left_on is null and m.membership_state = '1' and m.kind = '1' and (h.id is not null or m.dues_paid_to_on < '2026-03-01') order by m.id limit {Most})
            """, city.Connection))
        await using (var found = await read.ExecuteReaderAsync(stop))
            while (await found.ReadAsync(stop)) rows.Add(new(found.GetGuid(0), found.GetString(1), found.GetString(2), found.GetString(3), found.IsDBNull(4) ? null : found.GetString(4), found.GetString(5)));
        List<DemoCase> cases = [];
        List<(Guid Id, DateOnly Lost, DateOnly? Suspended)> dates = [];
        foreach (var (row, n) in rows.Select((row, n) => (row, n)))
        {
            var by = row.Secretary ?? "支部组织委员";
            if (row.State is "2" or "3")
            {
                var lost = Today.AddDays(row.State == "2" ? -50 - n * 37 % 170 : -560 - n * 41 % 500);
                var one = new DemoCase(Place("suspensions"), city.IdFor("suspension", n), row.Id, row.Name, row.Path);
                one.Do("register", lost.AddDays(20), by, "lost", ("cause", "1"), ("lost_on", lost), ("lost_words", "外出务工，电话停机，家人不知去向。"), ("from_organisation", row.Organisation));
                if (n % 4 > 0) one.Do("search", lost.AddDays(40), by, "none", ("searched_by", by), ("searched_words", "走访亲属、查询户籍所在地派出所，没有消息。"));
                if (row.State == "3")
                {
                    if (n % 4 == 0) one.Do("search", lost.AddDays(40), by, "none", ("searched_by", by), ("searched_words", "没有消息。"));
                    one.Do("suspend_meeting", lost.AddDays(190), by, null, ("suspend_voters", 18), ("suspend_present", 15), ("suspend_approve", 15), ("suspend_oppose", 0), ("suspend_abstain", 0)).Do("suspend", lost.AddDays(205), "乡镇组织委员", "approved");
                    dates.Add((row.Id, lost, lost.AddDays(205)));
                }
                else dates.Add((row.Id, lost, null));
                cases.Add(one);
            }
            else if (row.State == "exit" && n % 3 == 0)
            {
                var began = Today.AddDays(-20 - n * 7 % 60);
                var one = new DemoCase(Place("exits"), city.IdFor("exit", n), row.Id, row.Name, row.Path);
                if (n % 2 == 0) one.Do("raise", began, by, "deserted", ("grounds", "连续六个月以上不交党费、不参加组织生活。"), ("neglected_since", began.AddMonths(-8)), ("from_organisation", row.Organisation));
                else one.Do("raise", began, by, "unfit", ("grounds", "民主评议为不合格。"), ("from_organisation", row.Organisation)).Do("correct", began.AddDays(10), by, null, ("correct_until", began.AddMonths(5)), ("helpers", by));
                cases.Add(one);
            }
            else if (row.State == "punished" && n % 2 == 0)
            {
                var began = Today.AddDays(-15 - n * 5 % 40);
                cases.Add(new DemoCase(Place("punishments"), city.IdFor("punishment", n), row.Id, row.Name, row.Path).Do("filed", began, "县纪委", null, ("filed_no", $"纪立〔2026〕{n + 3}号"), ("from_organisation", row.Organisation)));
            }
        }
        await DemoCase.WriteAsync(city, [.. cases, .. await ArrivalsAsync(city, plan, stop)], stop);
        await using var set = new Npgsql.NpgsqlCommand("update grassroots.member m set lost_on = d.lost, suspended_on = d.suspended from unnest($1, $2, $3) d (id, lost, suspended) where m.id = d.id", city.Connection)
        {
            Parameters = { new() { Value = dates.Select(d => d.Id).ToArray() }, new() { Value = dates.Select(d => d.Lost).ToArray() }, new() { Value = dates.Select(d => d.Suspended).ToArray(), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Date } },
        };
        await ExecuteAsync(city, "alter table grassroots.member disable trigger user", stop);
        await set.ExecuteNonQueryAsync(stop);
        await ExecuteAsync(city, "alter table grassroots.member enable trigger user; update grassroots.member_history h set lost_on = m.lost_on, suspended_on = m.suspended_on from grassroots.member m where m.id = h.id and m.lost_on is not null", stop);
        // In a city of a million a part of it is enough.
        var part = Math.Max(1, city.Counts.Members / 60_000);
        await ExecuteAsync(city, Service.Replace("{part}", $"{part}", StringComparison.Ordinal), stop);
    }

    static async Task<IReadOnlyList<DemoCase>> ArrivalsAsync(DemoCity city, OrganisationPlan plan, CancellationToken stop)
    {
        var place = new ProcedurePlace(GrassrootsDemo.Manifest, IncomingProcedure.Procedure);
        var branches = plan.Organisations.Where((one, n) => one.IsBranch && one.MemberCount >= 5 && n % 11 == 4).Take(80).ToList();
        var people = branches.Select((branch, n) =>
        {
            var random = city.RandomFor("arrival", n);
            var year = random.Next(1970, 2000);
            return (Branch: branch, Id: city.IdFor("arrival", n), Person: city.IdFor("arrival person", n), Name: Names.Make(random, n % 3 != 0, year), Sex: n % 3 == 0 ? "2" : "1", Born: random.Day(new(year, 1, 1), new(year, 12, 28)), Issued: Today.AddDays(-random.Next(5, 45)), N: n);
        }).ToList();
        await city.CopyAsync("org.person", people.Select(one => new { id = one.Person, name = one.Name, name_pinyin = Pinyin.OfName(one.Name), name_initials = Pinyin.InitialsOfName(one.Name), sex = one.Sex, birth_on = one.Born, nation = "01" }), stop);
        await city.CopyAsync("grassroots.arrival", people.Select(one => new
        {
            id = one.Id, person_id = one.Person, locality_path = one.Branch.Path, rank_order = one.N, name = one.Name, name_pinyin = Pinyin.OfName(one.Name), name_initials = Pinyin.InitialsOfName(one.Name), sex = one.Sex, birth_on = one.Born, nation = "01", organisation_id = one.Branch.Id,
            kind = "1", joined_on = one.Born.AddYears(24), became_full_on = one.Born.AddYears(25), flow_kind = one.N % 2 == 0 ? "141" : "151", from_organisation = one.N % 2 == 0 ? "中共石城市某街道工作委员会" : "中共柳塘市某镇委员会", letter_no = $"组转〔2026〕{one.N + 21}号", issued_on = one.Issued, valid_days = 30,
            dues_paid_to_on = GrassrootsDemo.Month(one.Issued), occupation = "05",
        }), stop);
        return [.. people.Where(one => one.N % 4 > 0).Select(one =>
        {
            var demo = new DemoCase(place, city.IdFor("incoming", one.N), one.Id, one.Name, one.Branch.Path);
            demo.Do("letter", one.Issued.AddDays(3), "乡镇组织委员", "valid", ("from_organisation", "外地党组织"), ("letter_no", $"组转〔2026〕{one.N + 21}号"), ("issued_on", one.Issued), ("valid_days", 30), ("to_organisation", one.Branch.Name));
            if (one.N % 4 > 1) demo.Do("file", one.Issued.AddDays(4), "乡镇组织委员", "complete", ("file_words", "材料齐全"));
            return demo;
        })];
    }

    const string Service = """
        create function pg_temp.drawn(id uuid, salt text) returns int language sql immutable return ('x' || substr(md5(id::text || salt), 1, 4))::bit(16)::int % 100;
        alter table grassroots.floating disable trigger user; alter table grassroots.floating_contact disable trigger user; alter table grassroots.member_deed disable trigger user; alter table grassroots.duty_area disable trigger user; alter table grassroots.duty_holder disable trigger user;
        alter table grassroots.member_need disable trigger user; alter table grassroots.retired_role disable trigger user; alter table grassroots.retired_activity disable trigger user; alter table grassroots.admission_problem disable trigger user;
        insert into grassroots.floating (id, locality_path, rank_order, name, direction, member_id, organisation_id, began_on, reason, place, other_organisation, liaison, has_fixed_place, contacted_on)
          select md5(m.id::text || 'floats')::uuid, m.locality_path, m.rank_order, m.name, case when pg_temp.drawn(m.id, 'abroad') < 3 then '3' else '1' end, m.id, m.organisation_id, date '2026-11-21' - 40 - pg_temp.drawn(m.id, 'began') * 9, case m.occupation when '12' then '2' else '1' end, m.floats_to,
            case when pg_temp.drawn(m.id, 'there') < 40 then m.floats_to || '某街道流动党员党支部' end, coalesce(o.secretary, '支部组织委员'), pg_temp.drawn(m.id, 'fixed') < 20,
            case when pg_temp.drawn(m.id, 'heard') < 78 then date '2026-11-21' - pg_temp.drawn(m.id, 'when') when pg_temp.drawn(m.id, 'heard') < 92 then date '2026-11-21' - 120 - pg_temp.drawn(m.id, 'when') end
          from grassroots.member m join grassroots.organisation o on o.id = m.organisation_id where m.is_floating and m.left_on is null and m.membership_state = '1' and m.floats_to is not null;
        update grassroots.floating set contacted_on = began_on + 10 where contacted_on < began_on;
        insert into grassroots.floating (id, locality_path, rank_order, name, direction, organisation_id, began_on, reason, place, other_organisation, liaison, contacted_on)
          select md5(o.id::text || k || 'comes')::uuid, o.locality_path, 9000 + k, (array['段文海', '苗秀英', '邵长河', '石桂兰', '柯建军', '卢晓燕'])[1 + pg_temp.drawn(o.id, 'who' || k) % 6], '2', o.id, date '2026-11-21' - 30 - pg_temp.drawn(o.id, 'since' || k) * 5, '1', '岭东省石城市', '中共石城市某镇委员会', coalesce(o.secretary, '支部组织委员'), date '2026-11-21' - pg_temp.drawn(o.id, 'met' || k)
          from grassroots.organisation o cross join generate_series(1, 2) k where o.sphere = '2' and o.kind in ('631', '632') and pg_temp.drawn(o.id, 'host') < 60;
        update grassroots.floating set contacted_on = null where contacted_on < began_on;
        insert into grassroots.floating_contact (id, floating_id, locality_path, rank_order, contacted_on, means, by_name, words)
          select md5(f.id::text || 'spoke')::uuid, f.id, f.locality_path, 1, f.contacted_on, case when pg_temp.drawn(f.id, 'means') < 70 then '1' else '2' end, f.liaison, '工作生活正常，按时交纳党费，收到学习资料。' from grassroots.floating f where f.contacted_on is not null;
        insert into grassroots.member_deed (id, locality_path, rank_order, task, member_id, organisation_id, role, done_on, hours, evidence, confirmed_on, confirmed_by)
          select md5(m.id::text || 'did')::uuid, m.locality_path, m.rank_order, t.task, m.id, m.organisation_id, t.role, t.done_on, 4 + pg_temp.drawn(m.id, 'hours') % 30, '值守记录和现场照片，组长证明。', case when pg_temp.drawn(m.id, 'seen') < 70 then t.done_on + 10 end, case when pg_temp.drawn(m.id, 'seen') < 70 then coalesce(o.secretary, '支部书记') end
          from grassroots.member m join grassroots.organisation o on o.id = m.organisation_id cross join lateral (select * from (values ('抗洪抢险', '堤段巡查', date '2026-07-18'), ('秋收助农', '帮困难户抢收', date '2026-09-24'), ('防火巡护', '入户宣传、巡山', date '2026-04-03')) x (task, role, done_on) offset pg_temp.drawn(m.id, 'task') % 3 limit 1) t
          where uuid_hash(m.id) % {part} = 0 and m.left_on is null and m.membership_state = '1' and not m.is_floating and pg_temp.drawn(m.id, 'deed') < 5;
        insert into grassroots.duty_area (id, locality_path, rank_order, name, kind, organisation_id, households, duties, member_id, began_on)
          select md5(o.id::text || k || 'area')::uuid, o.locality_path, k * 10, case k when 1 then '第一责任区' when 2 then '第二责任区' else '政策宣传岗' end, case k when 1 then '1' when 2 then '2' else '3' end, o.id, case k when 3 then 0 else 12 + pg_temp.drawn(o.id, 'homes' || k) % 20 end, '联系户情况每月走访一次，宣传政策、收集诉求、帮办代办。',
            case when pg_temp.drawn(o.id, 'held' || k) < 80 then h.id end, case when pg_temp.drawn(o.id, 'held' || k) < 80 and h.id is not null then date '2026-03-01' end
          from grassroots.organisation o cross join generate_series(1, 3) k left join lateral (select m.id from grassroots.member m where m.organisation_id = o.id and m.removed_at is null and m.left_on is null and m.membership_state = '1' and not m.is_floating order by m.rank_order, m.id offset k limit 1) h on true
          where uuid_hash(o.id) % {part} = 0 and o.kind in ('631', '632') and o.sphere in ('1', '2') and o.abolished_on is null;
        insert into grassroots.duty_holder (id, duty_area_id, locality_path, rank_order, member_id, name, began_on) select md5(a.id::text || 'held')::uuid, a.id, a.locality_path, 1, m.id, m.name, a.began_on from grassroots.duty_area a join grassroots.member m on m.id = a.member_id;
        insert into grassroots.member_need (id, locality_path, rank_order, words, category, member_id, organisation_id, raised_on, answering, due_on, answered_on, answer, satisfaction)
          select md5(m.id::text || 'asks')::uuid, m.locality_path, m.rank_order, n.words, n.category, m.id, m.organisation_id, r.on_day, n.answering, r.on_day + 30, case when r.on_day < date '2026-10-10' and pg_temp.drawn(m.id, 'late') < 93 then r.on_day + 5 + pg_temp.drawn(m.id, 'answered') % 30 end,
            case when r.on_day < date '2026-10-10' and pg_temp.drawn(m.id, 'late') < 93 then '已上门说明情况并帮助办理。' end, case when r.on_day < date '2026-10-10' and pg_temp.drawn(m.id, 'late') < 93 then case when pg_temp.drawn(m.id, 'glad') < 75 then '1' when pg_temp.drawn(m.id, 'glad') < 94 then '2' else '3' end end
          from grassroots.member m cross join lateral (select * from (values ('希望帮助申请大病医疗救助', '2', '镇卫生健康办'), ('建议错开农忙安排主题党日', '6', '党支部'), ('想参加电商培训', '4', '镇农业服务中心'), ('子女就学困难，申请帮扶', '1', '镇党委')) x (words, category, answering) offset pg_temp.drawn(m.id, 'what') % 4 limit 1) n
          cross join lateral (select date '2026-01-08' + pg_temp.drawn(m.id, 'raised') * 3 as on_day) r where uuid_hash(m.id) % {part} = 0 and m.left_on is null and m.membership_state = '1' and pg_temp.drawn(m.id, 'needs') < 2;
        insert into grassroots.retired_role (id, locality_path, rank_order, post, member_id, organisation_id, duties, signed_on, hours)
          select md5(m.id::text || 'retired')::uuid, m.locality_path, m.rank_order, (array['1', '2', '3', '4'])[1 + pg_temp.drawn(m.id, 'post') % 4], m.id, m.organisation_id, '每月到社区服务两次。', date '2026-02-20' + pg_temp.drawn(m.id, 'signed'), case when pg_temp.drawn(m.id, 'idle') < 80 then 6 else 0 end
          from grassroots.member m where uuid_hash(m.id) % {part} = 0 and m.occupation = '13' and m.left_on is null and m.membership_state = '1' and pg_temp.drawn(m.id, 'volunteer') < 15;
        insert into grassroots.retired_activity (id, retired_role_id, locality_path, rank_order, done_on, hours, words) select md5(r.id::text || k)::uuid, r.id, r.locality_path, k, r.signed_on + 20 * k, 3, '参加社区活动，服务居民。' from grassroots.retired_role r cross join generate_series(1, 2) k where r.hours > 0;
        insert into grassroots.admission_problem (id, locality_path, rank_order, name, member_id, organisation_id, kind, source, found_on, words, handling, handler, due_on, closed_on, result)
          select md5(m.id::text || 'problem')::uuid, m.locality_path, m.rank_order, m.name, m.id, m.organisation_id, case when pg_temp.drawn(m.id, 'kin') < 12 then '6' else '1' end, '2', date '2026-05-12', case when pg_temp.drawn(m.id, 'kin') < 12 then '介绍人之一为本人叔父' else '入党志愿书缺介绍人意见' end, '1', '乡镇组织委员', date '2026-08-31',
            case when pg_temp.drawn(m.id, 'closed') < 60 then date '2026-08-20' end, case when pg_temp.drawn(m.id, 'closed') < 60 then '已补正并归档。' end
          from grassroots.member m join grassroots.organisation o on o.id = m.organisation_id where uuid_hash(m.id) % {part} = 0 and o.sphere = '1' and m.joined_on >= '2014-01-01' and m.left_on is null and m.kind = '1' and pg_temp.drawn(m.id, 'problem') < 3;
        alter table grassroots.floating enable trigger user; alter table grassroots.floating_contact enable trigger user; alter table grassroots.member_deed enable trigger user; alter table grassroots.duty_area enable trigger user; alter table grassroots.duty_holder enable trigger user;
        alter table grassroots.member_need enable trigger user; alter table grassroots.retired_role enable trigger user; alter table grassroots.retired_activity enable trigger user; alter table grassroots.admission_problem enable trigger user;
        analyze grassroots.floating, grassroots.floating_contact, grassroots.member_deed, grassroots.duty_area, grassroots.member_need, grassroots.retired_role, grassroots.admission_problem
        """;

    static async Task ExecuteAsync(DemoCity city, string sql, CancellationToken stop)
    {
        await using var command = new Npgsql.NpgsqlCommand(sql, city.Connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(stop);
    }
}

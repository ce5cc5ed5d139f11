namespace OrgWork.Talent;

/// <summary>
/// Employers, posts, wishes, pairs, introductions, events and contacts of the invented city, with a year behind them. Planted: posts past their day, pairs that stand still, arrivals nobody
/// verified, follow-ups and contacts that are late, an event without its outcome.
/// </summary>
static class DemandDemo
{
    static readonly DateOnly Today = DemoCity.Today;
    static readonly (string Name, string Chain, string Domain, bool IsNew)[] Industries =
    [
        ("先进装备制造", "精密模具、数控机床、智能产线", "01", false), ("电子信息", "元器件、封装测试、工业互联网", "02", false), ("新材料", "高性能陶瓷、竹基复合材料", "03", false), ("新能源和环保", "储能、光伏、废水处理", "04", false),
        ("生物医药", "中药提取、药品质控", "05", false), ("现代农业和食品", "良种、精深加工、冷链", "06", false), ("文旅融合", "文创、乡村旅游", "12", false), ("智能制造新业态", "工业软件、远程运维", "01", true), ("在线消费和远程服务", "直播电商、线上诊疗", "15", true),
    ];
    static readonly string[] Schools = ["云江大学", "岭东大学", "海西工业大学", "江左师范大学", "湖左农业大学", "岭东医科大学"];

    sealed record Employer(Guid Id, DemoUnit Unit, string Kind, string Domain, int Number, int? Industry);
    sealed record Post(Guid Id, Employer Of, string Path, string Title, string Domain, string System, int Needed, string? Grade, string Education, int Pay, DateOnly On, DateOnly NeededBy, bool IsClosed, bool IsUrgent, bool IsNew, int Number);
    sealed record Wish(Guid Id, string Name, string Path, string Domain, string? Grade, string Education, int? Pay, DateOnly On, int Number);
    sealed record Pair(Guid Id, Post Post, Wish Wish, int Stage, DateOnly On, int Number)
    {
        public DateOnly Day(int stage) => On.AddDays((stage - 1) * 14) is var day && day < Today ? day : Today;
    }

    public static IReadOnlyList<Locality> Seats(DemoCity city) => [.. city.Localities.Roots.Take(1), .. city.Localities.Below(city.Localities.Roots.First()).Where(place => place.Kind == LocalityKind.County)];

    /// <summary>Which employer is which unit's; written before the talents, who refer to them.</summary>
    public static async Task<IReadOnlyDictionary<Guid, (Guid Employer, Guid? Industry)>> EmployersAsync(DemoCity city, CancellationToken stop)
    {
        var seats = Seats(city);
        await city.CopyAsync("talent.industry", seats.SelectMany(seat => Industries.Select((industry, i) => new
        {
            id = IndustryId(city, seat, i), locality_path = seat.Path, rank_order = (i + 1) * 10, name = industry.Name, chain = industry.Chain, is_leading = i < 6, is_new_business = industry.IsNew, lead_unit = seat.Name + (industry.Domain == "06" ? "农业农村局" : industry.Domain == "12" ? "文化和旅游局" : "工业和信息化局"), goal = $"三年引进和培养 {20 + i * 5} 人",
        })), stop);
        var employers = Employers(city).ToList();
        await city.CopyAsync("talent.employer", employers.Select(one =>
        {
            var random = city.RandomFor("employer", one.Number);
            var isKey = one.Kind == "1" && random.Chance(0.15);
            return new
            {
                id = one.Id, locality_path = one.Unit.Locality.Path, rank_order = one.Unit.RankOrder, name = one.Unit.Name, name_pinyin = Pinyin.Of(one.Unit.Name), name_initials = Pinyin.Initials(one.Unit.Name), kind = one.Kind, industry_id = IndustryOf(city, one), unit_id = (Guid?)one.Unit.Id, is_key = isKey,
                // The same as in the register of units to be covered; some were typed wrong here alone.
                credit_code = CreditCodes.For(one.Unit.Id, one.Kind switch { "2" or "3" => "12", "6" => "93", _ => "91" }, isWrong: one.Number % 41 == 7),
                staff = random.Next(20, one.Kind is "1" or "3" ? 800 : 200), talents = random.Next(1, 40), spent = one.Kind == "1" && random.Chance(0.5) ? random.Next(2, 60) * 10_000 : 0, service_officer = isKey && random.Chance(0.85) || random.Chance(0.2) ? Names.Make(random, random.Chance(0.5), 1988) : null,
                contact = Names.Make(random, random.Chance(0.5), 1985), phone = $"139{random.Next(0, 100_000_000):00000000}", address = one.Unit.Locality.Name,
            };
        }), stop);
        return employers.ToDictionary(one => one.Unit.Id, one => (one.Id, IndustryOf(city, one)));
    }

    static Guid IndustryId(DemoCity city, Locality seat, int i) => city.IdFor("industry", seat.Id * 20L + i);

    static Guid? IndustryOf(DemoCity city, Employer one) => one.Industry is { } at ? IndustryId(city, city.Localities.LineOf(one.Unit.Locality).Last(above => above.Kind <= LocalityKind.County), at) : null;

    static IEnumerable<Employer> Employers(DemoCity city)
    {
        var n = 0;
        foreach (var unit in city.Units.Where(unit => unit.Sort is DemoUnitSort.Enterprise or DemoUnitSort.Cooperative or DemoUnitSort.School or DemoUnitSort.Hospital or DemoUnitSort.StateFirm))
        {
            var domain = unit.Sort switch { DemoUnitSort.School => "10", DemoUnitSort.Hospital => "11", DemoUnitSort.Cooperative => "06", DemoUnitSort.StateFirm => "07", _ => TalentDemo.DomainOfFirm(unit.Name) };
            var industry = Array.FindIndex(Industries, one => one.Domain == domain);
            yield return new(city.IdFor("employer", n), unit, unit.Sort switch { DemoUnitSort.School => "2", DemoUnitSort.Hospital => "3", DemoUnitSort.Cooperative => "6", _ => "1" }, domain, n++, industry < 0 ? null : industry);
        }
    }

    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        var seats = Seats(city);
        var posts = Posts(city).ToList();
        var wishes = seats.SelectMany(seat => Enumerable.Range(0, 36).Select(k => WishOf(city, seat, k))).ToList();
        var pairs = Pairs(city, posts, wishes).ToList();
        var arrived = pairs.Where(pair => pair.Stage == 5).ToLookup(pair => pair.Post.Id);
        await city.CopyAsync("talent.demand", posts.Select(post => new
        {
            id = post.Id, locality_path = post.Path, rank_order = -post.On.DayNumber, title = post.Title, employer_id = post.Of.Id, industry_id = IndustryOf(city, post.Of), system = post.System, domain = post.Domain, direction = post.Of.Kind == "6" ? "2" : "1", form = post.Number % 6 == 5 ? "3" : "1",
            needed = post.Needed, filled = arrived[post.Id].Count() is var here && post.IsClosed ? post.Needed : here, grade = post.Grade, education = post.Education, language = post.Number % 17 == 3 ? "1" : null, pay_from = post.Pay, pay_to = post.Pay + post.Pay / 2, is_urgent = post.IsUrgent, is_new_business = post.IsNew,
            filed_on = post.On, needed_by = post.NeededBy, released_on = post.Number % 11 == 4 ? (DateOnly?)null : post.On.AddDays(3), followed_on = post.Number % 9 == 2 ? (DateOnly?)null : Later(post.On.AddDays(3), Today.AddDays(-(post.Number % 50))), closed_on = post.IsClosed ? Later(post.On, Today.AddDays(-20)) : (DateOnly?)null, close_reason = post.IsClosed ? "1" : null,
            duties = "承担岗位技术工作，带动团队，条件见岗位说明",
        }), stop);
        await city.CopyAsync("talent.wish", wishes.Select(wish => new
        {
            id = wish.Id, locality_path = wish.Path, rank_order = (wish.Number + 1) * 10, name = wish.Name, name_pinyin = Pinyin.OfName(wish.Name), name_initials = Pinyin.InitialsOfName(wish.Name), domain = wish.Domain, speciality = Specialities(wish.Domain, wish.Number), grade = wish.Grade, education = wish.Education, language = wish.Number % 5 == 1 ? "1" : null, form = wish.Number % 7 == 6 ? "2" : wish.Number % 3 == 0 ? "3" : "1",
            pay_min = wish.Pay, filed_on = wish.On, valid_until = wish.Number % 13 == 8 ? wish.On.AddMonths(2) : wish.On.AddMonths(18), phone = $"138{wish.Number * 7919 % 100_000_000:00000000}", settled_on = pairs.FirstOrDefault(pair => pair.Wish == wish && pair.Stage == 5)?.Day(5), words = "希望专业对口，能解决住房和子女入学",
        }), stop);
        await city.CopyAsync("talent.pairing", pairs.Select(pair => new
        {
            id = pair.Id, locality_path = pair.Post.Path, rank_order = -pair.On.DayNumber, title = $"{pair.Wish.Name} → {pair.Post.Of.Unit.Name}{pair.Post.Title}", demand_id = pair.Post.Id, wish_id = pair.Wish.Id, stage = $"{pair.Stage}",
            reasons = $"专业领域都是{TalentCodes.Domain.NameOf(pair.Post.Domain)}；学历达到要求；{(pair.Wish.Pay is { } pay ? $"期望 {pay / 10000m:0.##} 万元，岗位最高 {(pair.Post.Pay + pair.Post.Pay / 2) / 10000m:0.##} 万元" : "薪酬面议")}", proposed_on = pair.On,
            talked_on = pair.Stage is >= 2 and <= 5 ? pair.Day(2) : (DateOnly?)null, intended_on = pair.Stage is >= 3 and <= 5 ? pair.Day(3) : (DateOnly?)null, signed_on = pair.Stage is 4 or 5 ? pair.Day(4) : (DateOnly?)null, arrived_on = pair.Stage == 5 ? pair.Day(5) : (DateOnly?)null,
            ended_on = pair.Stage == 9 ? pair.Day(2) : (DateOnly?)null, end_reason = pair.Stage == 9 ? $"{pair.Number % 3 + 1}" : null, moved_on = pair.Stage == 9 ? pair.Day(2) : pair.Day(pair.Stage),
        }), stop);
        var events = seats.SelectMany(seat => Events(city, seat)).ToList();
        await city.CopyAsync("talent.recruitment", events.Select(one => new
        {
            id = one.Id, locality_path = one.Seat.Path, rank_order = -one.On.DayNumber, title = one.Title, kind = one.Kind, held_on = one.On, ended_on = one.On.AddDays(one.Kind == "1" ? 5 : 1), venue = one.Kind is "1" or "2" ? Schools[one.Number % Schools.Length] : one.Seat.Name + "人才市场", organiser = one.Seat.Name + "委人才办、人力资源和社会保障局", employers = 12 + one.Number % 20, posts = 60 + one.Number % 90, people = one.On < Today ? 300 + one.Number % 400 : 0, cost = (one.Kind == "1" ? 18 : 3) * 10_000,
            outcome = one.IsReported ? "现场收到简历并初步面试，意向人员由专人跟踪到签约。" : null, outcome_on = one.IsReported ? one.On.AddDays(8) : (DateOnly?)null,
        }), stop);
        await city.CopyAsync("talent.recruitment_stop", events.Where(one => one.Kind is "1" or "2" && one.On < Today).SelectMany(one => Enumerable.Range(0, one.Kind == "1" ? 4 : 1).Select(k =>
        {
            var random = city.RandomFor("stop", one.Number * 10L + k);
            var resumes = random.Next(60, 260);
            var interviews = resumes / 2 - random.Next(0, 20);
            var intentions = interviews / 3;
            var signed = intentions / 2;
            return new { id = city.IdFor("stop", one.Number * 10L + k), recruitment_id = one.Id, locality_path = one.Seat.Path, rank_order = k, school = Schools[(one.Number + k) % Schools.Length], stop_on = one.On.AddDays(k), resumes, interviews, intentions, signed, arrived = signed * 2 / 3 };
        })), stop);
        await city.CopyAsync("talent.outside_talent", seats.SelectMany(seat => Enumerable.Range(0, 24).Select(k =>
        {
            var number = seat.Id * 100L + k;
            var random = city.RandomFor("outside", number);
            var name = Names.Make(random, random.Chance(0.7), 1978);
            var domain = Industries[k % Industries.Length].Domain;
            return new
            {
                id = city.IdFor("outside", number), locality_path = seat.Path, rank_order = (k + 1) * 10, name, name_pinyin = Pinyin.OfName(name), name_initials = Pinyin.InitialsOfName(name), sex = random.Chance(0.7) ? "1" : "2", birth_on = random.Day(new(1962, 1, 1), new(1994, 1, 1)), native_place = seat.Name, domain, grade = random.Weighted(((string?)"B", 5), ("C", 20), ("D", 30), ("E", 25), (null, 20)), education = random.Pick(["11", "11", "21"]),
                workplace = random.Pick(["海西电子有限公司总工程师", "岭东装备集团研究院院长", "江左省人民医院主任医师", "湖左农业大学教授", "岭东大学教授", "江左设计研究院副总工程师"]), lives_in = random.Pick(["岭东省石城市", "海西省", "江左省", "湖左省"]), willingness = random.Weighted(("1", 20), ("2", 35), ("3", 25), ("4", 20)), is_elite = k % 6 == 4, contact_person = Names.Make(random, true, 1975), phone = $"137{random.Next(0, 100_000_000):00000000}",
                contacted_on = Today.AddDays(-30 - k * 5), next_contact_on = Today.AddDays(k % 7 == 3 ? -12 : 20 + k * 3), converted_on = k % 12 == 5 ? Today.AddDays(-60) : (DateOnly?)null, converted_words = k % 12 == 5 ? "签订柔性服务协议，每年来服务三十天" : null,
            };
        })), stop);
        await city.CopyAsync("talent.shortage", seats.SelectMany(seat => new (string, string, string)[] { ("01", "01", "智能制造"), ("01", "02", "工业互联网"), ("02", "06", "农技推广"), ("03", "10", "高中数理"), ("04", "11", "儿科、急诊"), ("05", "12", "文博、策划"), ("06", "07", "城乡规划设计"), ("08", "09", "投融资") }
            .SelectMany((one, i) => new[] { Today.Year - 1, Today.Year }.Select(year => new
            {
                id = city.IdFor("shortage", seat.Id * 1000L + (year - 2000) * 20 + i), locality_path = seat.Path, rank_order = (i + 1) * 10, speciality = one.Item3, year, system = one.Item1, domain = one.Item2, staff_needed = 30 + i * 7, on_hand = 24 + i * 6 - (year == Today.Year ? 0 : 3), way = i % 3 == 2 ? "3" : "1", plan = "校园引才和柔性引进结合，年底前补齐一半", owner = seat.Name + "人力资源和社会保障局",
            }))), stop);
        await using var more = new Npgsql.NpgsqlCommand(Introductions, city.Connection) { CommandTimeout = 0 };
        await more.ExecuteNonQueryAsync(stop);
    }

    static IEnumerable<Post> Posts(DemoCity city)
    {
        var n = 0;
        foreach (var one in Employers(city))
        {
            var random = city.RandomFor("posts", one.Number);
            for (var k = one.Number < 6 ? 2 : random.Weighted((0, 45), (1, 35), (2, 20)); k > 0; k--)
            {
                var isOld = random.Chance(0.3);
                var on = isOld ? random.Day(new(Today.Year - 1, 3, 1), new(Today.Year - 1, 12, 1)) : random.Day(new(Today.Year, 1, 8), Today.AddDays(-6));
                var (title, system) = one.Domain switch { "10" => (random.Pick(["高中数学教师", "职校机电实训教师"]), "03"), "11" => (random.Pick(["儿科医师", "急诊医师", "麻醉医师"]), "04"), "06" => (random.Pick(["农艺师", "食品研发工程师"]), "02"), "07" => (random.Pick(["规划设计师", "造价工程师"]), "06"), "15" => (random.Pick(["电商运营主管", "供应链主管"]), "09"), "12" => ("文旅策划", "05"), _ => (random.Pick(["研发工程师", "工艺工程师", "质量工程师", "设备自动化工程师"]), "01") };
                yield return new(city.IdFor("demand", n), one, one.Unit.Locality.Path, title, one.Domain, system, random.Weighted((1, 60), (2, 30), (3, 10)), random.Weighted(((string?)null, 60), ("E", 25), ("D", 15)), random.Pick(["21", "21", "31", "11"]), random.Next(8, 24) * 10_000, on, on.AddDays(random.Next(40, 240)), isOld && random.Chance(0.8), random.Chance(0.2), random.Chance(0.12), n++);
            }
        }
    }

    static Wish WishOf(DemoCity city, Locality seat, int k)
    {
        var number = seat.Id * 100 + k;
        var random = city.RandomFor("wish", number);
        return new(city.IdFor("wish", number), Names.Make(random, random.Chance(0.55), 1993), seat.Path, k % 4 == 0 ? random.Pick(["10", "11", "07", "15"]) : Industries[k % Industries.Length].Domain, random.Weighted(((string?)null, 45), ("F", 25), ("E", 20), ("D", 10)), random.Pick(["11", "21", "21"]), random.Chance(0.3) ? null : random.Next(8, 22) * 10_000, random.Day(new(Today.Year - 1, 9, 1), Today.AddDays(-8)), number);
    }

    static IEnumerable<Pair> Pairs(DemoCity city, List<Post> posts, List<Wish> wishes)
    {
        var free = wishes.GroupBy(wish => (wish.Path, wish.Domain)).ToDictionary(group => group.Key, group => new Queue<Wish>(group));
        var n = 0;
        foreach (var post in posts.Where(post => !post.IsClosed))
        {
            var seat = city.Localities.LineOf(post.Of.Unit.Locality).Last(above => above.Kind <= LocalityKind.County);
            if (!free.TryGetValue((seat.Path, post.Domain), out var queue) || queue.Count < 2) continue;
            var wish = queue.Dequeue();
            var on = Later(post.On, wish.On) is var later && later.AddDays(10) < Today ? later.AddDays(5 + n % 20) : Today.AddDays(-3);
            if (on > Today) on = Today.AddDays(-2);
            var stage = (n % 9) switch { 0 or 1 => 1, 2 => 2, 3 => 3, 4 => 4, 5 or 6 => 5, 7 => 9, _ => 2 };
            if (stage is 4 or 5 && on.AddDays(60) > Today) stage = 2;
            yield return new(city.IdFor("pairing", n), post, wish, stage, on, n++);
        }
    }

    static IEnumerable<(Guid Id, Locality Seat, string Title, string Kind, DateOnly On, int Number, bool IsReported)> Events(DemoCity city, Locality seat)
    {
        (string Kind, string Title, int Month)[] all = [("4", "产才融合推介会", 2), ("1", "高校人才招聘专列", 3), ("2", "春季进高校招聘", 4), ("3", "重点产业供需对接", 5), ("5", "院士专家行", 6), ("7", "青年人才联谊", 8), ("6", "创新创业大赛", 9), ("2", "秋季进高校招聘", 10), ("3", "企业技术难题对接", 11), ("4", "冬季返乡人才推介会", 12)];
        for (var year = Today.Year - 1; year <= Today.Year; year++)
            for (var i = 0; i < all.Length; i++)
            {
                var on = new DateOnly(year, all[i].Month, 6 + seat.Id % 9);
                yield return (city.IdFor("event", seat.Id * 100L + (year - 2000) % 3 * 20 + i), seat, $"{year} 年{all[i].Title}", all[i].Kind, on, seat.Id * 100 + (year - 2000) % 3 * 20 + i, on.AddDays(20) < Today && !(year == Today.Year && i == 6));
            }
    }

    static string Specialities(string domain, int n) => domain switch { "01" => n % 2 == 0 ? "机械设计、数控工艺" : "工业机器人集成", "02" => "嵌入式开发", "03" => "陶瓷材料", "04" => "储能系统", "05" => "中药质量控制", "06" => "食品工艺、农产品加工", "10" => "数学、物理教学", "11" => "儿科、急诊", "07" => "城乡规划设计", "12" => "文创设计", _ => "电商运营、供应链" };

    static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    const string Introductions = """
        create or replace function pg_temp.chance(id uuid, salt text) returns int language sql immutable return ('x' || substr(md5(id::text || salt), 1, 4))::bit(16)::int % 100;
        alter table talent.introduction disable trigger user;
        alter table talent.follow_up disable trigger user;
        alter table talent.introduction_day disable trigger user;
        insert into talent.introduction (id, locality_path, rank_order, name, name_pinyin, name_initials, talent_id, employer_id, industry_id, form, flexible_kind, led_by, system, domain, grade, education, study_kind, degree, is_key_tech, intended_on, signed_on, contract_from, contract_ends_on, promised, days_due, days_served, arrived_on, verified_on, verified_by, evidence, left_on, left_kind, left_reason)
          select md5(t.id::text || 'introduction')::uuid, t.locality_path, -(t.introduced_on - date '2000-01-01'), t.name, t.name_pinyin, t.name_initials, case when v.verified then t.id end, t.employer_id, t.industry_id, case when t.introduction = '2' then '2' else '1' end, case when t.introduction = '2' then (array['1', '2', '3', '4'])[1 + pg_temp.chance(t.id, 'flexible') % 4] end, case when pg_temp.chance(t.id, 'led') < 40 then '1' else '2' end,
                 case t.domain when '06' then '02' when '10' then '03' when '11' then '04' when '12' then '05' when '07' then '06' when '08' then '07' when '09' then '08' when '15' then '09' when '14' then '10' else '01' end, t.domain, t.grade, coalesce(t.education, '21'), t.study_kind, t.degree, t.domain < '06' and pg_temp.chance(t.id, 'key') < 40,
                 t.introduced_on - 60, t.introduced_on - 20, t.introduced_on, coalesce(t.contract_ends_on, (t.introduced_on + interval '5 years')::date), (array['安家补助 10 万元，人才公寓三年免租', '科研启动经费，子女入学统筹', '按层次享受津贴'])[1 + pg_temp.chance(t.id, 'promise') % 3], case when t.introduction = '2' then 90 end, case when t.introduction = '2' then pg_temp.chance(t.id, 'served') else 0 end,
                 t.introduced_on + 4, case when v.verified then t.introduced_on + 18 end, case when v.verified then '人才办' end, case when v.verified then '劳动合同、社保缴纳记录、学历证书' end, case when t.state = '3' then least(t.introduced_on + 500, date '2026-10-30') end, case when t.state = '3' then (array['1', '2', '3', '4'])[1 + pg_temp.chance(t.id, 'left') % 4] end, case when t.state = '3' then '另有发展' end
          from talent.talent t
          cross join lateral (select not (t.introduced_on > date '2026-03-01' and pg_temp.chance(t.id, 'verified') < 25) as verified) v
          where t.removed_at is null and t.introduction in ('1', '2', '4', '5') and t.introduced_on >= date '2021-06-01' and t.employer_id is not null;
        insert into talent.introduction (id, locality_path, rank_order, name, name_pinyin, name_initials, employer_id, industry_id, demand_id, form, system, domain, grade, education, study_kind, is_key_tech, is_new_business, intended_on, signed_on, contract_from, contract_ends_on, promised, pay, arrived_on)
          select md5(p.id::text || 'introduction')::uuid, d.locality_path, -(p.arrived_on - date '2000-01-01'), w.name, w.name_pinyin, w.name_initials, d.employer_id, d.industry_id, d.id, case when w.form = '2' then '2' else '1' end, d.system, d.domain, w.grade, w.education, '1', d.domain < '06', d.is_new_business, p.intended_on, p.signed_on, p.signed_on, (p.signed_on + interval '3 years')::date, '生活补贴三年', d.pay_to, p.arrived_on
          from talent.pairing p join talent.demand d on d.id = p.demand_id join talent.wish w on w.id = p.wish_id where p.stage = '5';
        insert into talent.follow_up (id, locality_path, rank_order, name, introduction_id, months, due_on, done_on, by_name, is_fulfilled, intends, words)
          select md5(i.id::text || m)::uuid, i.locality_path, m, i.name, i.id, m, d.due, case when c.done then least(d.due + pg_temp.chance(i.id, 'late' || m) % 6, date '2026-11-18') end, case when c.done then '人才办' end, case when c.done then (array['1', '1', '1', '2', '4'])[1 + pg_temp.chance(i.id, 'kept' || m) % 5] end, case when c.done then (array['1', '1', '1', '1', '2', '3'])[1 + pg_temp.chance(i.id, 'stay' || m) % 6] end, case when c.done then '工作适应，住房和子女入学已协调' end
          from talent.introduction i cross join unnest(array[1, 3, 6, 12, 24, 36, 48, 60]) m cross join lateral (select (i.arrived_on + make_interval(months => m))::date as due) d cross join lateral (select d.due <= date '2026-11-15' and pg_temp.chance(i.id, 'done' || m) < 94 as done) c
          where i.left_on is null or d.due <= i.left_on;
        insert into talent.introduction_day (id, introduction_id, locality_path, rank_order, served_on, days, words)
          select md5(i.id::text || 'day')::uuid, i.id, i.locality_path, -(i.arrived_on + 40 - date '2000-01-01'), least(i.arrived_on + 40, date '2026-11-10'), least(i.days_served, 60), '现场诊断工艺问题，培训技术人员' from talent.introduction i where i.form = '2' and i.days_served > 0;
        select org.rebuild_grams('talent.introduction', 'name');
        alter table talent.introduction enable trigger user;
        alter table talent.follow_up enable trigger user;
        alter table talent.introduction_day enable trigger user;
        analyze talent.introduction, talent.follow_up, talent.introduction_day
        """;
}

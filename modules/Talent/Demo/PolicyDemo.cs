namespace OrgWork.Talent;

/// <summary>Policies, clauses with conditions, applications in every state and two years of the fund. Planted: an upper clause nobody took up, needs no clause answers, applications past their time.</summary>
static class PolicyDemo
{
    static readonly DateOnly Today = DemoCity.Today;
    static readonly ProcedurePlace Place = new(new() { Id = "talent", Name = "人才", Version = "", ContractVersion = ModuleManifest.Contract }, Fulfilment.Procedure);

    sealed record Plan(string Title, string Class, string Need, string Applicant, string Benefit, int Amount, string Line, (string Condition, int Value)[] Conditions);

    static readonly Plan[] Plans =
    [
        new("高层次人才安家补助", "1", "1", "1", "一次性安家补助", 100_000, "1", [("grade", 3), ("introduced", 36), ("contract", 36), ("times", 1)]),
        new("青年人才生活补贴", "1", "2", "1", "三年生活补贴", 18_000, "1", [("education", 0), ("full-time", 0), ("age", 40), ("in-post", 0), ("times", 3)]),
        new("企业引才奖励", "1", "3", "2", "按本年引进人数奖励", 50_000, "2", [("employer-kind", 0), ("brought", 1), ("times", 5)]),
        new("高级职称人才津贴", "2", "2", "1", "年度津贴", 6_000, "1", [("title", 1), ("in-post", 0), ("times", 5)]),
        new("主培企业平台资助", "3", "4", "2", "研发平台资助", 200_000, "3", [("key", 0), ("leading", 0), ("times", 1)]),
    ];

    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        var seats = DemandDemo.Seats(city);
        await city.CopyAsync("talent.policy", seats.SelectMany(seat => new[]
        {
            new { id = PolicyId(city, seat, 0), locality_path = seat.Path, rank_order = 10, title = "关于推进人才集聚的若干政策措施", number = (string?)$"{seat.ShortName}发〔2024〕8号", issuer = seat.Name + "委、政府", level = seat.Kind == LocalityKind.City ? "3" : "4", effective_on = new DateOnly(2024, 3, 1), expires_on = (DateOnly?)new DateOnly(2027, 2, 28), summary = "产业人才集聚、本土人才培育、发展生态优化三类措施。" },
            new { id = PolicyId(city, seat, 1), locality_path = seat.Path, rank_order = 20, title = "新时代人才强省若干政策", number = (string?)null, issuer = "省委人才工作领导小组", level = "2", effective_on = new DateOnly(2023, 6, 1), expires_on = (DateOnly?)new DateOnly(2026, 12, 31), summary = "省级人才计划、基层人才待遇、科研经费等。" },
        }), stop);
        var uppers = seats.SelectMany(seat => new[] { (seat, 90, "省级人才计划入选者配套资助", 300_000), (seat, 91, "基层人才职称评审倾斜", 0) }).ToList();
        var clauses = uppers.Select(one => new ClauseRow(one.seat, one.Item2, one.Item3, "1", "9", "1", one.Item3, one.Item4, null, PolicyId(city, one.seat, 1), null, 1, new(2023, 6, 1), null, null))
            .Concat(seats.SelectMany(seat => Plans.SelectMany((plan, i) => i > 0 ? [Row(city, seat, i, plan, plan.Amount, null, 1, new(2024, 3, 1), null, null)]
                : new[] { Row(city, seat, 50, plan, 80_000, null, 1, new(2024, 3, 1), new(2025, 12, 31), null), Row(city, seat, i, plan, plan.Amount, ClauseId(city, seat, 50), 2, new(2026, 1, 1), null, ClauseId(city, seat, 90)) })));
        await city.CopyAsync("talent.policy_clause", clauses.Select(row => new
        {
            id = ClauseId(city, row.Seat, row.At), locality_path = row.Seat.Path, rank_order = row.At * 10, title = row.Title, policy_id = row.Policy, @class = row.Class, need = row.Need, applicant = row.Applicant, benefit = row.Benefit, amount = row.Amount, fund_line = row.Line, handling = row.Seat.Name + "人力资源和社会保障局", materials = "申报表、劳动合同、社保缴纳证明、学历（职称）证书",
            limit_days = 30, publicity_days = 5, valid_from = row.From, valid_to = row.To, edition = row.Edition, earlier_id = row.Earlier, upper_id = row.Upper,
        }), stop);
        await city.CopyAsync("talent.clause_condition", seats.SelectMany(seat => Plans.SelectMany((plan, i) => (i == 0 ? new[] { i, 50 } : [i]).SelectMany(at => plan.Conditions.Select((condition, k) => new { id = city.IdFor("condition", seat.Id * 1000L + at * 10 + k), policy_clause_id = ClauseId(city, seat, at), locality_path = seat.Path, rank_order = (k + 1) * 10, condition = condition.Condition, value = (decimal)condition.Value })))), stop);
        await city.CopyAsync("talent.policy_need", seats.SelectMany(seat => Enumerable.Range(0, 12).Select(k => new
        {
            id = city.IdFor("policy need", seat.Id * 100L + k), locality_path = seat.Path, rank_order = -k, title = (k % 6) switch { 0 => "希望提高青年人才生活补贴标准", 1 => "希望支持企业自建人才公寓", 2 => "希望放宽子女入学统筹范围", 3 => "希望简化职称申报材料", 4 => "急需的技工引不进来，希望有引才奖励", _ => "希望建立就医绿色通道" }, need = (k % 6) switch { 0 => "2", 1 => "1", 2 => "6", 3 => "8", 4 => "3", _ => "7" }, source = $"{k % 5 + 1}", raised_on = Today.AddDays(-10 - k * 21),
            treatment = k % 3 == 0 ? null : $"{k % 4 + 1}", treated_on = k % 3 == 0 ? (DateOnly?)null : Today.AddDays(-5 - k * 20), reply = k % 3 == 0 ? null : "已研究，列入修订建议",
        })), stop);
        await using (var applied = new Npgsql.NpgsqlCommand(Applications, city.Connection) { CommandTimeout = 0 }) await applied.ExecuteNonQueryAsync(stop);
        var cases = new List<DemoCase>();
        var paid = new List<(Guid Application, string Title, string Path, int Clause, int Amount, DateOnly Approved, DateOnly? Paid)>();
        await using (var read = new Npgsql.NpgsqlCommand("select a.id, a.title, a.locality_path, a.applied_on, c.amount, c.limit_days, c.publicity_days, c.fund_line, row_number() over (order by a.locality_path collate \"C\", a.applied_on, a.id)::int, row_number() over (partition by c.locality_path order by a.applied_on desc, a.id)::int from talent.application a join talent.policy_clause c on c.id = a.clause_id", city.Connection))
        await using (var rows = await read.ExecuteReaderAsync(stop))
            while (await rows.ReadAsync(stop))
            {
                var (id, title, path, on, amount, n, latest) = (rows.GetGuid(0), rows.GetString(1), rows.GetString(2), rows.GetFieldValue<DateOnly>(3), rows.GetInt32(4), rows.GetInt32(8), rows.GetInt32(9));
                var one = new DemoCase(Place, city.IdFor("fulfilment", n), id, title, path, null);
                DateOnly At(int days) => on.AddDays(days) is var day && day < Today ? day : Today;
                // The latest of each county stand at every step there is; of the others chance says how far they came.
                if (latest <= 8 ? latest == 1 : n % 11 == 10) continue;
                one.Do("accept", At(2), "服务窗口", "accepted", ("limit_days", rows.GetInt32(5)), ("publicity_days", rows.GetInt32(6)), ("standard", amount));
                var (reach, isRefused, isCalled) = latest <= 8 ? (latest == 8 ? 7 : latest - 1, false, true) : (latest == 9 ? 2 : on < Today.AddDays(-75) ? 7 - (n % 13 == 5 ? 4 : 0) : 1 + n % 4, n % 17 == 9 || latest == 9, n % 5 > 0);
                if (reach > 1) one.Do("review", At(6), "承办单位", isRefused ? "refuse" : "pass", ("review_words", isRefused ? "社保缴纳单位与申报单位不一致" : "材料真实，符合条件"));
                if (reach > 2 && one.Waits == "joint") one.Do("joint", At(12), "人才办", "pass", ("joint_units", "财政局、人力资源和社会保障局"), ("granted", amount), ("joint_words", "没有重复享受"));
                if (reach > 3 && one.Waits == "publish") one.Do("publish", At(15), "人才办", null, ("published_at", "政府网站"));
                if (reach > 4 && one.Waits == "approve")
                {
                    one.Do("approve", At(26), "人才工作领导小组", "approved", ("approval_no", $"人才〔{At(26).Year}〕{n % 40 + 1}号"));
                    DateOnly? payment = reach > 5 ? At(34) : null;
                    if (payment is { } day) one.Do("pay", day, "财政局", null, ("payment_no", $"支{n:0000}"));
                    if (reach > 6 && isCalled) one.Do("call", At(60), "服务专员", null, ("satisfaction", n % 7 == 3 ? "2" : "1"), ("call_words", "已到账，没有其他困难"));
                    paid.Add((id, title, path, int.Parse(rows.GetString(7), System.Globalization.CultureInfo.InvariantCulture), amount, At(26), payment));
                }
                cases.Add(one);
            }
        await DemoCase.WriteAsync(city, cases, stop);
        await using (var follow = new Npgsql.NpgsqlCommand(Followed, city.Connection) { CommandTimeout = 0 }) await follow.ExecuteNonQueryAsync(stop);
        await FundAsync(city, seats, paid, stop);
    }

    static Guid PolicyId(DemoCity city, Locality seat, int i) => city.IdFor("policy", seat.Id * 10L + i);
    static Guid ClauseId(DemoCity city, Locality seat, int i) => city.IdFor("clause", seat.Id * 100L + i);

    sealed record ClauseRow(Locality Seat, int At, string Title, string Class, string Need, string Applicant, string Benefit, int Amount, string? Line, Guid Policy, Guid? Earlier, int Edition, DateOnly From, DateOnly? To, Guid? Upper);

    static ClauseRow Row(DemoCity city, Locality seat, int i, Plan plan, int amount, Guid? earlier, int edition, DateOnly from, DateOnly? to, Guid? upper) => new(seat, i, plan.Title, plan.Class, plan.Need, plan.Applicant, plan.Benefit, amount, plan.Line, PolicyId(city, seat, 0), earlier, edition, from, to, upper);

    static async Task FundAsync(DemoCity city, IReadOnlyList<Locality> seats, List<(Guid Application, string Title, string Path, int Clause, int Amount, DateOnly Approved, DateOnly? Paid)> granted, CancellationToken stop)
    {
        var vouchers = new List<(Guid Item, string Path, int Number, string Kind, DateOnly On, decimal Amount, string Words, Guid? Application)>();
        var items = seats.SelectMany(seat => new[] { Today.Year - 1, Today.Year }.SelectMany(year => FundBook.Line.Codes.Take(4).Select(line => (seat, year, line: line.Value, name: $"{year} 年{line.Name}", id: city.IdFor("fund", seat.Id * 1000L + (year - 2000) * 10 + line.Value[0] - '0'))))).ToList();
        foreach (var item in items)
        {
            var mine = granted.Where(one => $"{one.Clause}" == item.line && one.Approved.Year == item.year && seats.Last(seat => one.Path.StartsWith(seat.Path, StringComparison.Ordinal)) == item.seat).OrderBy(one => one.Approved).ThenBy(one => one.Title, StringComparer.Ordinal).ThenBy(one => one.Application).ToList();
            var number = 0;
            void Book(string kind, DateOnly on, decimal amount, string words, Guid? application) => vouchers.Add((item.id, item.seat.Path, ++number, kind, on, amount, words, application));
            Book("budget", new(item.year, 1, 20), Math.Max(300_000, mine.Sum(one => one.Amount) * 13 / 10 / 10_000 * 10_000 + 100_000), "年初预算", null);
            foreach (var one in mine.Where(one => one.Amount > 0))
            {
                Book("commit", one.Approved, one.Amount, one.Title, one.Application);
                if (one.Paid is { } day) Book("pay", day.Year == item.year ? day : new(item.year, 12, 28), one.Amount, one.Title, one.Application);
            }
            if (item.year == Today.Year && item.line == "4")
            {
                Book("commit", new(item.year, 3, 16), 60_000, "优秀人才研修项目", null);
                Book("release", new(item.year, 5, 8), 12_000, "研修人数核减", null);
                Book("pay", new(item.year, 9, 22), 48_000, "优秀人才研修项目", null);
                Book("refund", new(item.year, 10, 20), 3_000, "研修项目结余收回", null);
            }
            if (item.year >= Today.Year) continue;
            // The year before is cut in autumn and closed: what is left is carried.
            Book("cut", new(item.year, 9, 15), 50_000, "年中调减预算", null);
            var left = vouchers.Where(voucher => voucher.Item == item.id).Sum(voucher => voucher.Kind switch { "budget" => voucher.Amount, "cut" or "commit" => -voucher.Amount, _ => 0m });
            if (left > 0) Book("close", new(item.year, 12, 31), left, "年结结转", null);
        }
        await city.CopyAsync("talent.fund_item", items.Select(item => new { id = item.id, locality_path = item.seat.Path, rank_order = item.year * 10, name = item.name, year = item.year, line = item.line, source = "本级财政预算", closed_on = item.year < Today.Year ? new DateOnly(item.year, 12, 31) : (DateOnly?)null }), stop);
        var balances = vouchers.SelectMany(voucher =>
        {
            var deed = FundBook.Deeds.First(one => one.Id == voucher.Kind);
            return new[] { (voucher.Item, Account: deed.Takes, Amount: deed.Takes == "source" ? -voucher.Amount : voucher.Amount), (voucher.Item, Account: deed.Gives, Amount: deed.Gives == "source" ? voucher.Amount : -voucher.Amount) };
        }).ToLookup(one => (one.Item, one.Account), one => one.Amount);
        await city.CopyAsync("talent.fund_balance", items.SelectMany(item => new[] { "source", "available", "committed", "paid", "carried" }.Select((account, k) => new { id = city.IdFor("balance " + account, item.seat.Id * 1000L + (item.year - 2000) * 10 + item.line[0] - '0'), fund_item_id = item.id, locality_path = item.seat.Path, rank_order = k, account, balance = balances[(item.id, account)].Sum() })), stop);
        await city.CopyAsync("talent.fund_voucher", vouchers.Select((voucher, n) => new { id = city.IdFor("voucher", n), fund_item_id = voucher.Item, locality_path = voucher.Path, rank_order = voucher.Number, number = voucher.Number, kind = voucher.Kind, on_day = voucher.On, amount = voucher.Amount, words = voucher.Words, application_id = voucher.Application, by_name = "人才办" }), stop);
        await city.CopyAsync("talent.fund_entry", vouchers.SelectMany((voucher, n) =>
        {
            var deed = FundBook.Deeds.First(one => one.Id == voucher.Kind);
            return new[] { (deed.Takes, voucher.Amount, 0m, 0), (deed.Gives, 0m, voucher.Amount, 1) }.Select(side => new { id = city.IdFor("entry", n * 2L + side.Item4), fund_voucher_id = city.IdFor("voucher", n), locality_path = voucher.Path, rank_order = side.Item4, fund_item_id = voucher.Item, account = side.Item1, debit = side.Item2, credit = side.Item3 });
        }), stop);
    }

    // Who stands to gain by the registers, as the conditions would find them.
    const string Applications = """
        alter table talent.application disable trigger user;
        insert into talent.application (id, locality_path, rank_order, title, clause_id, talent_id, applied_on, contact)
          select md5(t.id::text || c.id::text)::uuid, t.locality_path, -(d.applied - date '2000-01-01'), t.name || '：' || c.title, c.id, t.id, d.applied, t.name
          from talent.talent t join talent.policy_clause c on c.applicant = '1' and c.valid_to is null and c.fund_line is not null and starts_with(t.locality_path, c.locality_path) and pg_temp.chance(t.id, c.title) < 45
          join org.locality l on l.path = c.locality_path and l.kind = 3
          left join lateral (select i.arrived_on from talent.introduction i where i.talent_id = t.id and i.verified_on is not null and i.left_on is null and i.form = '1' limit 1) i on true
          cross join lateral (select date '2026-01-12' + pg_temp.chance(t.id, 'applied' || c.title) * 3 as applied) d
          where t.state = '1' and case c.need when '1' then t.grade in ('A', 'B', 'C', 'D') and i.arrived_on > date '2023-12-01' else case when c.title like '青年%' then t.education like '1%' and t.birth_on > date '1987-01-01' else t.title_level in ('11', '12') and pg_temp.chance(t.id, 'few') < 30 end end;
        insert into talent.application (id, locality_path, rank_order, title, clause_id, employer_id, applied_on, contact)
          select md5(e.id::text || c.id::text)::uuid, e.locality_path, -(d.applied - date '2000-01-01'), e.name || '：' || c.title, c.id, e.id, d.applied, e.contact
          from talent.employer e join talent.policy_clause c on c.applicant = '2' and c.valid_to is null and starts_with(e.locality_path, c.locality_path) join org.locality l on l.path = c.locality_path and l.kind = 3
          cross join lateral (select date '2026-02-10' + pg_temp.chance(e.id, 'applied' || c.title) * 2 as applied) d
          where e.kind = '1' and case when c.need = '3' then exists (select from talent.introduction i where i.employer_id = e.id and i.verified_on is not null and i.arrived_on >= date '2026-01-01') else e.is_key and pg_temp.chance(e.id, 'platform') < 40 end;
        -- However small the county, there is one for every step.
        insert into talent.application (id, locality_path, rank_order, title, clause_id, talent_id, applied_on, contact)
          select md5(x.talent::text || x.clause)::uuid, x.path, -(x.applied - date '2000-01-01'), x.name || '：' || x.title, x.clause, x.talent, x.applied, x.name
          from (select t.id as talent, t.name, t.locality_path as path, c.id as clause, c.title, date '2026-11-16' - (row_number() over (partition by c.locality_path order by md5(t.id::text || c.id::text)))::int * 7 as applied, row_number() over (partition by c.locality_path order by md5(t.id::text || c.id::text)) as n
            from talent.policy_clause c join org.locality l on l.path = c.locality_path and l.kind = 3 join talent.talent t on starts_with(t.locality_path, c.locality_path) and t.state = '1'
            where c.applicant = '1' and c.need = '2' and c.valid_to is null and c.fund_line is not null and case when c.title like '青年%' then left(t.education, 1) in ('1', '2') and t.birth_on > date '1987-01-01' else t.title_level in ('11', '12') end
              and not exists (select from talent.application a where a.talent_id = t.id)) x where x.n <= 9;
        alter table talent.application enable trigger user;
        analyze talent.application
        """;

    const string Followed = """
        update talent.application a set stage = case c.state when 'stopped' then '不予兑现' when 'done' then '已兑现' else (array['待受理', '待初审', '待联审', '待公示', '待审批', '待拨付', '待回访'])[array_position(array['accept', 'review', 'joint', 'publish', 'approve', 'pay', 'call'], c.step)] end, accepted_on = (c.facts ->> 'accepted_on')::date, granted = case when c.facts ? 'joint_on' then (c.facts ->> 'granted')::int end,
          paid_on = (c.facts ->> 'paid_on')::date, ended_on = case when c.state = 'stopped' then c.closed_on end, satisfaction = c.facts ->> 'satisfaction' from org.procedure_case c where c.procedure = 'fulfilment' and c.subject_id = a.id
        """;
}

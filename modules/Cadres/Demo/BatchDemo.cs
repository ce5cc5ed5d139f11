using Dapper;

namespace OrgWork.Cadres;

/// <summary>
/// Batches of appointments in every state, for the city and each county: those of the last two years, whose people hold their posts since (some on probation), and those under way, for seats that are
/// empty. Planted: an answer that does not come, a political conclusion whose time is over, somebody vetoed, an objection in publicity.
/// </summary>
static class BatchDemo
{
    sealed record Sitting(Guid Id, string Name, string Path, string PostTitle, string? Level, DateOnly BeganOn, string UnitName, string PostName, Guid SeatId, string Way, bool IsOnProbation, DateOnly? ProbationEndsOn, string? FormerPost);
    sealed record Empty(Guid? SeatId, string Path, string Post, string? Level, string UnitName, string Way);
    sealed record Pooled(Guid Id, string Name, string Path, string? PostTitle, string Level, string UnitName);

    sealed record Candidate(Guid Id, Guid CadreId, string Name, string? FormerPost, string? FormerLevel, Guid? PostId, string Kind, string State)
    {
        public bool IsReference { get; init; }
        public bool HasProbation { get; init; }
        public DateOnly? DecidedOn { get; init; }
        public DateOnly? TookOfficeOn { get; init; }
        public DateOnly? LawfulOn { get; init; }
        public DateOnly? ProbationUntil { get; init; }
        public DateOnly? ReportedOn { get; init; }
        public DateOnly? VetoedOn { get; init; }
        public string? Objection { get; init; }
        public string CadrePath { get; init; } = "";
        /// <summary>Of the four checks, how many are answered; one more is asked.</summary>
        public int Checked { get; init; }
        public DateOnly AskedOn { get; init; }
        public DateOnly? PoliticalOn { get; init; }
        public string Title { get; init; } = "";
        public string Unit { get; init; } = "";
        public string Post { get; init; } = "";
        public string? Level { get; init; }
    }

    sealed record Made(Guid Id, string Path, string Name, string Organ, DateOnly? PlannedOn, DateOnly? DecidedOn, string? Document, string State, List<(Guid Id, Guid? Seat, string Title, string Unit, string Post, string? Level, string Way)> Posts, List<Candidate> People, DemoCase? Case, DateOnly Began);

    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        var today = DemoCity.Today;
        var (sitting, empty, pool) = ((await city.Connection.QueryAsync<Sitting>(new CommandDefinition("""
            select c.id, c.name, c.locality_path as path, c.post_title, c.level, p.began_on, p.unit_name, p.post_name, p.seat_id, s.way, c.is_on_probation, c.probation_ends_on,
              (select q.unit_name || q.post_name from cadres.cadre_post q where q.cadre_id = c.id and q.is_main and q.ended_on is not null order by q.ended_on desc limit 1) as former_post
            from cadres.cadre c join cadres.cadre_post p on p.cadre_id = c.id and p.is_main and p.ended_on is null join cadres.team_seat s on s.id = p.seat_id where p.began_on >= @since and c.level is not null order by c.locality_path, p.began_on, c.id
            """, new { since = today.AddYears(-2) }, cancellationToken: stop))).ToList(),
            (await city.Connection.QueryAsync<Empty>(new CommandDefinition("""
            select s.id as seat_id, s.locality_path as path, s.post, s.level, t.name as unit_name, s.way from cadres.team_seat s join cadres.team t on t.id = s.team_id
            where s.level in ('1A32', '1A41', '1A42') and not exists (select from cadres.cadre_post p where p.seat_id = s.id)
              and (select max(q.approved) from cadres.team_quota q where q.team_id = t.id) > (select count(*) from cadres.team_seat h join cadres.cadre_post p on p.seat_id = h.id and p.ended_on is null where h.team_id = t.id and h.is_counted) order by s.locality_path, s.id
            """, cancellationToken: stop))).ToList(),
            (await city.Connection.QueryAsync<Pooled>(new CommandDefinition("""
            select c.id, c.name, c.locality_path as path, c.post_title, c.level, u.name as unit_name from cadres.cadre c join org.unit u on u.id = c.unit_id where c.status = '1' and not c.is_on_probation and c.level in ('1A41', '1A42') and c.level_began_on < @since and c.grassroots_years >= 2
              and not exists (select from cadres.cadre_measure m where m.cadre_id = c.id) order by c.locality_path, c.id
            """, new { since = today.AddYears(-3) }, cancellationToken: stop))).ToList());
        string AreaOf(string path) => city.Localities.AtPath(path) is { } place ? city.Localities.LineOf(place).Last(above => above.Kind <= LocalityKind.County).Path : path;
        var (bySeat, byPool) = (empty.ToLookup(one => AreaOf(one.Path)), pool.ToLookup(one => AreaOf(one.Path)));
        var place = new ProcedurePlace(CadreDemo.Manifest, AppointmentProcedure.Procedure);
        List<Made> all = [];
        var n = 0;
        foreach (var area in sitting.GroupBy(one => AreaOf(one.Path)).OrderBy(area => area.Key, StringComparer.Ordinal))
        {
            var home = city.Localities.AtPath(area.Key)!;
            var (organ, mark) = ($"中共{home.Name}委常委会", home.ShortName[..1]);
            // What was decided, one batch a quarter.
            foreach (var quarter in area.GroupBy(one => (one.BeganOn.Year, Quarter: (one.BeganOn.Month + 2) / 3)))
            {
                var id = city.IdFor("batch", n++);
                var decided = quarter.Max(one => one.BeganOn);
                var document = $"{mark}委任〔{decided.Year}〕{quarter.Key.Quarter * 3}号";
                List<(Guid Id, Guid? Seat, string Title, string Unit, string Post, string? Level, string Way)> posts = [.. quarter.Take(12).Select((one, i) => (city.IdFor("batch post", n * 40 + i), (Guid?)one.SeatId, one.PostTitle, one.UnitName, one.PostName, one.Level, one.Way))];
                List<Candidate> people = [.. quarter.Take(12).Select((one, i) => new Candidate(city.IdFor("batch person", n * 40 + i), one.Id, one.Name, one.FormerPost, IsMove(one) ? one.Level : Below(one.Level), posts[i].Id, IsMove(one) ? "3" : "1", one.IsOnProbation || !HasProbation(one) ? "9" : "A")
                {
                    IsReference = true, HasProbation = HasProbation(one), DecidedOn = one.BeganOn, TookOfficeOn = one.BeganOn, LawfulOn = one.Way == "2" ? one.BeganOn : null, ProbationUntil = HasProbation(one) ? one.BeganOn.AddYears(1) : null, ReportedOn = one.BeganOn.AddDays(-12), CadrePath = one.Path, Checked = 4, AskedOn = one.BeganOn.AddDays(-30), PoliticalOn = one.BeganOn.AddDays(-20), Title = one.PostTitle, Unit = one.UnitName, Post = one.PostName, Level = one.Level,
                })];
                var name = $"{decided.Year} 年第 {quarter.Key.Quarter} 批干部任免";
                var walk = Walk(city, place, id, name, area.Key, decided, organ);
                Do(walk, 10, decided, document);
                walk.Do("appointed", Earlier(decided.AddDays(12), today), By, people.Exists(one => one.HasProbation) ? "probation" : "direct", ("document_no", document));
                // With those who came last nobody has talked yet.
                var isTalked = decided != area.Max(one => one.BeganOn);
                if (isTalked) walk.Do("talk", Earlier(decided.AddDays(13), today), By, null, ("talker", "组织部长"));
                var isOver = isTalked && people.All(one => one.State == "A" || !one.HasProbation) && decided.AddDays(24) < today;
                var settled = people.Exists(one => one.HasProbation) ? decided.AddYears(1).AddDays(5) : decided.AddDays(20);
                if (isOver) walk.Do("confirmed", Earlier(settled, today), By).Do("filed", Earlier(settled.AddDays(4), today), By);
                all.Add(new(id, area.Key, name, organ, decided, decided, document, isOver ? "8" : "3", posts, people, walk, decided.AddDays(-60)));
            }

            // Under way, each a little further; two are considered for a post, one of them goes on.
            var seats = bySeat[area.Key].GetEnumerator();
            var waiting = byPool[area.Key].OrderBy(one => one.Id).ToList();
            for (var far = 0; far < 12; far++)
            {
                // Where no seat of a team is empty, a leading post within an organ.
                var seat = seats.MoveNext() ? seats.Current : null;
                // The second has been left out by then, in a county with few people.
                var wanted = far < 5 ? 2 : 1;
                List<Pooled> chosen = [.. waiting.Where(one => one.Level == (seat?.Level == "1A32" ? "1A41" : "1A42") && seat?.Level != "1A42").Take(wanted)];
                if (chosen.Count < wanted) (seat, chosen) = (null, [.. waiting.Where(one => one.Level == "1A42").Take(wanted)]);
                if (chosen.Count < wanted) break;
                waiting.RemoveAll(chosen.Contains);
                seat ??= new(null, chosen[0].Path, far % 2 == 0 ? "直属机关党委书记" : "直属事业单位主任", "1A41", chosen[0].UnitName, "1");
                var id = city.IdFor("batch", n++);
                // Steps done: none (酝酿), then 动议, 谈话, 参考人选, 会议, 考察预告, 考察, 讨论 and 公示; one with a veto; objects chosen and not foretold; decided and not yet made public; voted down.
                var done = ((int[])[0, 1, 2, 3, 4, 6, 7, 8, 6, 5, 8, 7])[far];
                var isRejected = far == 11;
                var decided = done >= 8 ? today.AddDays(-3) : today.AddDays(20 + far);
                var title = seat.UnitName + seat.Post;
                var post = city.IdFor("batch post", n * 40);
                var isVetoed = far == 8;
                List<Candidate> people = [.. chosen.Select((one, i) => new Candidate(city.IdFor("batch person", n * 40 + i), one.Id, one.Name, one.PostTitle, one.Level, post, "1", i == 1 && done >= 5 ? "4" : done < 5 ? "1" : isVetoed ? "3" : isRejected ? "6" : done >= 8 ? "5" : "2")
                {
                    IsReference = done >= 3, HasProbation = seat.Way == "1", CadrePath = one.Path, Title = title, Unit = seat.UnitName, Post = seat.Post, Level = seat.Level, AskedOn = today.AddDays(-14), Checked = i == 1 || done < 5 ? 0 : done >= 7 ? 4 : isVetoed ? 3 : 2, DecidedOn = done >= 8 && i == 0 ? decided : null,
                    ReportedOn = done >= 7 && i == 0 ? today.AddDays(-8) : null, VetoedOn = isVetoed && i == 0 ? today.AddDays(-2) : null, PoliticalOn = i == 1 || done < 5 ? null : far == 5 ? today.AddMonths(-14) : today.AddDays(-10), Objection = far == 7 && i == 0 && n % 2 == 0 ? "反映其家庭成员经商情况" : null,
                })];
                var name = $"{today.Year} 年第 {far + 5} 批干部任免";
                DemoCase? walk = done == 0 ? null : Walk(city, place, id, name, area.Key, done >= 8 ? decided : today.AddDays(4), organ);
                if (walk is not null) Do(walk, far == 10 ? 8 : done >= 8 ? 9 : done, isRejected ? today.AddDays(-1) : done >= 8 ? decided : today.AddDays(4), null);
                if (isRejected) walk!.Do("decision", today.AddDays(-1), By, "reject", ("has_recused", true));
                all.Add(new(id, area.Key, name, organ, decided, done >= 8 ? decided : null, null, done == 0 ? "1" : isRejected ? "9" : "2", [(post, seat.SeatId, title, seat.UnitName, seat.Post, seat.Level, seat.Way)], people, walk, today.AddDays(-40)));
            }
        }
        await WriteAsync(city, all, stop);
    }

    static readonly string Kept = Eligibility.Keep([
        new(Outcome.Met, "上年度考核 称职") { Rule = AppointmentRules.LastAssessment }, new(Outcome.Met, "与领导成员有应回避的亲属关系：否") { Rule = AppointmentRules.Relatives }, new(Outcome.Met, "档案审核、有关事项查核、纪检监察机关意见、信访举报查核都在会前") { Rule = AppointmentRules.FourChecks }, new(Outcome.Met, "会前通过，在有效期内") { Rule = BatchRules.PoliticalGate }]);

    /// <summary>Less than a year there and not on probation: moved at their own level.</summary>
    static bool IsMove(Sitting one) => !one.IsOnProbation && one.BeganOn > DemoCity.Today.AddYears(-1);

    /// <summary>Posts that are elected have none.</summary>
    static bool HasProbation(Sitting one) => !IsMove(one) && one.Way == "1";

    static readonly string[] Levels = ["1A50", "1A42", "1A41", "1A32", "1A31", "1A22", "1A21"];
    static string? Below(string? level) => Array.IndexOf(Levels, level) is > 0 and var at ? Levels[at - 1] : level;

    const string By = "周文博";
    static readonly string[] Checks = ["县委组织部干部档案室", "组织部干部监督科", "纪委监委", "信访部门"];

    static DemoCase Walk(DemoCity city, ProcedurePlace place, Guid id, string name, string path, DateOnly decided, string organ) => new(place, city.IdFor("batch case " + id.ToString("N")[^12..], 1), id, name, path);

    /// <summary>So many steps, dated backwards from the meeting.</summary>
    static void Do(DemoCase walk, int steps, DateOnly decided, string? document)
    {
        (string Step, int Before, string? Way, (string, object)[] More)[] way =
        [
            ("motion", 45, null, [("moved_by", "2"), ("analysed_on", decided.AddDays(-52))]), ("talks", 38, null, []), ("reference", 36, null, []), ("meeting", 33, "held", []), ("objects", 30, null, []), ("foretell", 27, null, []), ("inspection", 12, null, []),
            ("decision", 0, "pass", [("has_recused", true)]), ("notice", -1, "published", []), ("", 0, null, []),
        ];
        foreach (var (step, before, outcome, more) in way.Take(Math.Min(steps, 9))) walk.Do(step, decided.AddDays(-before), By, outcome, more);
    }

    static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    static async Task WriteAsync(DemoCity city, List<Made> all, CancellationToken stop)
    {
        await city.CopyAsync("cadres.appointment_batch", all.Select((one, i) => new { id = one.Id, locality_path = one.Path, rank_order = i, name = one.Name, decided_by = one.Organ, planned_on = one.PlannedOn, state = one.State, decided_on = one.DecidedOn, document_no = one.Document }), stop);
        (string Step, string Who, int From, int To)[] answers = [("motion", "干部科科长", 40, 35), ("meeting", "考察组组长", 30, 25), ("inspection", "考察组组长", 20, 8), ("decision", "组织部副部长", 3, 0)];
        await city.CopyAsync("cadres.appointment_step", all.Where(one => one.PlannedOn is not null).SelectMany((one, n) => answers.Select((step, i) => new { id = city.IdFor("batch step", n * 10 + i), appointment_batch_id = one.Id, locality_path = one.Path, rank_order = i * 10, step = step.Step, responsible = step.Who, earliest_on = one.PlannedOn!.Value.AddDays(-step.From), latest_on = one.PlannedOn!.Value.AddDays(-step.To) })), stop);
        await city.CopyAsync("cadres.appointment_post", all.SelectMany(one => one.Posts.Select((post, i) => new { id = post.Id, appointment_batch_id = one.Id, locality_path = one.Path, rank_order = i * 10, seat_id = post.Seat, title = post.Title, unit_name = post.Unit, post_name = post.Post, level = post.Level, way = post.Way })), stop);
        await city.CopyAsync("cadres.appointment_candidate", all.SelectMany(one => one.People.Select((person, i) => new
        {
            id = person.Id, appointment_batch_id = one.Id, locality_path = one.Path, rank_order = i * 10, cadre_id = person.CadreId, name = person.Name, former_post = person.FormerPost, former_level = person.FormerLevel, post_id = person.PostId, kind = person.Kind, has_probation = person.HasProbation, family_abroad = false,
            is_reference = person.IsReference, state = person.State, reason = person.ReportedOn is null ? null : "工作实绩突出，群众公认，适合该岗位。", report = person.ReportedOn is null ? null : "政治立场坚定，大局意识强；熟悉分管业务，善于抓重点、破难题，任现职以来多项工作走在前列；作风务实，廉洁自律。", shortcomings = person.ReportedOn is null ? null : "统筹全局的经历还不够丰富，有时工作方法较急。", reported_on = person.ReportedOn,
            veto_ground = person.VetoedOn is null ? null : "2", veto_reason = person.VetoedOn is null ? null : "违规兼职取酬，正在核查", veto_evidence = person.VetoedOn is null ? null : "纪检监察机关复函", vetoed_by = person.VetoedOn is null ? null : one.Organ, vetoed_on = person.VetoedOn, veto_path = person.VetoedOn is null ? null : one.Path,
            closed_reason = person.State == "4" ? "没有列为考察对象" : null, decided_on = person.DecidedOn, votes_for = person.DecidedOn is null ? (int?)null : 10, votes_against = person.DecidedOn is null ? (int?)null : 0, votes_deferred = person.DecidedOn is null ? (int?)null : 1, is_eligible = person.DecidedOn is null ? (bool?)null : true, findings = person.DecidedOn is null ? null : Kept,
            objection = person.Objection, objection_on = person.Objection is null ? (DateOnly?)null : DemoCity.Today.AddDays(-1), lawful_on = person.LawfulOn, took_office_on = person.TookOfficeOn, probation_until = person.ProbationUntil, confirmed_on = person.State == "A" ? person.ProbationUntil : null, confirmed_words = person.State == "A" ? "胜任现职" : null,
        })), stop);
        await city.CopyAsync("cadres.appointment_check", all.SelectMany(one => one.People.SelectMany((person, i) => Enumerable.Range(0, person.Checked == 0 ? 0 : Math.Min(4, person.Checked + 1)).Select(k => new
        {
            id = city.IdFor("batch check " + person.Id.ToString("N")[^12..], k), appointment_batch_id = one.Id, locality_path = one.Path, rank_order = k * 10, candidate_id = person.Id, kind = $"{k + 1}", asked_of = Checks[k], asked_by = By, asked_on = person.AskedOn,
            answered_on = k < person.Checked ? person.AskedOn.AddDays(4) : (DateOnly?)null, conclusion = k < person.Checked ? person.VetoedOn is not null && k == 2 ? "2" : "1" : null, words = k >= person.Checked ? null : person.VetoedOn is not null && k == 2 ? "违规兼职取酬，正在核查" : "没有发现影响使用的问题", document_no = k == 2 ? "组干函〔2026〕8号" : null,
        }))), stop);
        await city.CopyAsync("cadres.cadre_political", all.SelectMany(one => one.People).Where(person => person.PoliticalOn is not null).Select(person => new { id = city.IdFor("political " + person.Id.ToString("N")[^12..], 1), cadre_id = person.CadreId, locality_path = person.CadrePath, rank_order = -person.PoliticalOn!.Value.DayNumber, concluded_on = person.PoliticalOn, conclusion = "1", concluded_by = "组织部考察组", words = "政治判断力、领悟力、执行力较强" }), stop);
        var inspected = all.Where(one => one.People.Exists(person => person.ReportedOn is not null || person.Checked > 0)).ToList();
        await city.CopyAsync("cadres.appointment_inspector", inspected.SelectMany(one => ((string[])["梁叶青", "施佳宁", "孔维东"]).Select((name, i) => new { id = city.IdFor("inspector " + one.Id.ToString("N")[^12..], i), appointment_batch_id = one.Id, locality_path = one.Path, rank_order = i * 10, name, unit_name = i == 0 ? "组织部副部长" : "干部科", duty = i == 0 ? "1" : "2", signed_on = one.People.Max(person => person.ReportedOn) })), stop);
        (string Category, string With, string Opinion, string? Words)[] heard = [("2", "人大常委会主任", "1", null), ("3", "分管副职领导", "3", "建议一并考虑班子成员分工"), ("5", "统战部部长", "1", null)];
        await city.CopyAsync("cadres.appointment_deliberation", all.Where(one => one.Case is not null && one.People.Exists(person => person.ReportedOn is not null)).SelectMany(one => heard.Select((row, i) => new { id = city.IdFor("deliberation " + one.Id.ToString("N")[^12..], i), appointment_batch_id = one.Id, locality_path = one.Path, rank_order = i * 10, category = row.Category, deliberated_with = row.With, held_on = Earlier(one.People.Max(person => person.ReportedOn)!.Value.AddDays(2 + i), DemoCity.Today), opinion = row.Opinion, words = row.Words })), stop);
        await city.CopyAsync("cadres.appointment_talk", all.Where(one => one.Case is not null).SelectMany(one => Enumerable.Range(0, 3).Select(i => new { id = city.IdFor("talk " + one.Id.ToString("N")[^12..], i), appointment_batch_id = one.Id, locality_path = one.Path, rank_order = i * 10, stage = "1", category = $"{i + 1}", talked_with = i == 0 ? "党委委员" : i == 1 ? "人大常委会副主任" : "纪委副书记", talked_on = one.Began.AddDays(8 + i), talkers = "梁叶青、施佳宁", words = $"推荐{one.People[0].Name}，认为其工作扎实。" })), stop);
        await city.CopyAsync("cadres.appointment_log", all.SelectMany(one => Entries(one).Select((entry, i) => new { id = city.IdFor("batch log " + one.Id.ToString("N")[^12..], i), locality_path = one.Path, appointment_batch_id = one.Id, entered_at = entry.On.ToDateTime(new(9, Math.Min(i, 59)), DateTimeKind.Utc), on_day = entry.On, what = entry.What, candidate = entry.Candidate, words = entry.Words, entered_by_name = By })), stop);
        await city.CopyAsync("cadres.appointment_entry", all.Where(one => one.Document is not null).SelectMany(one => one.People.Select(person => (one, person))).Select((row, i) => new
        {
            id = city.IdFor("batch entry", i), locality_path = row.one.Path, rank_order = 0, year = row.person.TookOfficeOn!.Value.Year, change = "1", name = row.person.Name, cadre_id = row.person.CadreId, unit_name = row.person.Unit, post_name = row.person.Post, level = row.person.Level, kind = row.person.Kind,
            effective_on = row.person.TookOfficeOn, decided_on = row.person.DecidedOn, decided_by = row.one.Organ, document_no = row.one.Document, votes = "同意 10，不同意 0，缓议 1", batch_name = row.one.Name, batch_id = row.one.Id,
        }), stop);
        await PollsAsync(city, all, stop);
        await DemoCase.WriteAsync(city, all.Select(one => one.Case).OfType<DemoCase>(), stop);
    }

    static IEnumerable<(DateOnly On, string What, string? Candidate, string? Words)> Entries(Made one)
    {
        foreach (var person in one.People) yield return (one.Began, "列入人选", person.Name, $"提拔任职，拟任{person.Title}");
        foreach (var person in one.People.Where(person => person.VetoedOn is not null)) yield return (person.VetoedOn!.Value, "一票否决：廉洁上不过关", person.Name, $"{one.Organ}决定；理由：违规兼职取酬，正在核查；依据：纪检监察机关复函");
        foreach (var person in one.People.Where(person => person.DecidedOn is not null)) yield return (person.DecidedOn!.Value, "表决", person.Name, "同意 10，不同意 0，缓议 1，应到 11，实到 11；表决通过；决定之日资格校验符合");
        foreach (var person in one.People.Where(person => person.State == "6")) yield return (DemoCity.Today.AddDays(-1), "表决", person.Name, "同意 4，不同意 6，缓议 1，应到 11，实到 11；表决未通过");
        foreach (var person in one.People.Where(person => person.TookOfficeOn is not null)) yield return (person.TookOfficeOn!.Value, "任职", person.Name, person.ProbationUntil is { } until ? $"任{person.Title}，试用期一年，至 {Dates.Format(until)}" : $"任{person.Title}");
    }

    /// <summary>Signed ballots of what was recommended and decided.</summary>
    static async Task PollsAsync(DemoCity city, List<Made> all, CancellationToken stop)
    {
        List<(Made One, PollKind Kind, Guid Id, DateOnly On, int Voters, string[] Items)> polls = [];
        foreach (var one in all)
        {
            var last = one.Case?.Waits;
            var on = one.DecidedOn ?? DemoCity.Today.AddDays(4);
            if (last is null or not ("motion" or "talks") && one.Case is not null) polls.Add((one, BatchPolls.Talks, Guid.Empty, on.AddDays(-39), 26, [.. one.People.Select(person => person.Name).Distinct()]));
            if (one.Case is not null && last is not ("motion" or "talks" or "reference" or "meeting")) polls.Add((one, BatchPolls.Meeting, Guid.Empty, on.AddDays(-33), 40, [.. one.People.Select(person => person.Name).Distinct()]));
            if (one.DecidedOn is not null) polls.Add((one, BatchPolls.Decision, Guid.Empty, on, 11, [.. one.People.Where(person => person.DecidedOn is not null).Select(person => one.Posts.Find(post => post.Id == person.PostId).Way == "2" ? $"{person.Name}：提名为{person.Title}人选" : $"{person.Name}：任{person.Title}").Distinct()]));
        }
        polls = [.. polls.Where(poll => poll.One.Case is not null).Select((poll, i) => poll with { Id = city.IdFor("batch poll", i) })];
        await city.CopyAsync("org.poll", polls.Select(poll => new
        {
            id = poll.Id, locality_path = poll.One.Path, module = "cadres", kind = poll.Kind.Id, title = $"{poll.One.Name}：{poll.Kind.Title}", form = Ballots.FormName(poll.Kind.Form), choices = poll.Kind.Choices.Codes.Select(code => code.Value).ToArray(), way = "paper", state = "signed", held_on = poll.On, subject_id = (Guid?)poll.One.Id,
            most = poll.Kind.Form == PollForm.Names ? poll.Items.Length : (int?)null, tellers = "纪检监察机关派员", counter = "干部科", minimum = 1, summary = poll.Kind == BatchPolls.Decision ? $"通过 {poll.Items.Length} 项" : $"{poll.Items[0]} {poll.Voters - 6} 票", signed_on = (DateOnly?)poll.On, signed_by_name = By,
        }), stop);
        await city.CopyAsync("org.poll_group", polls.Select(poll => new { poll_id = poll.Id, number = (short)1, locality_path = poll.One.Path, name = poll.Kind.Groups[0].Name, eligible = (int?)poll.Voters, present = (int?)poll.Voters, issued = (int?)poll.Voters, returned = (int?)poll.Voters, invalid = (int?)0 }), stop);
        await city.CopyAsync("org.poll_item", polls.SelectMany(poll => poll.Items.Select((item, i) => new { poll_id = poll.Id, number = (short)(i + 1), locality_path = poll.One.Path, title = item, outcome = poll.Kind == BatchPolls.Decision ? "passed" : null })), stop);
        await city.CopyAsync("org.poll_count", polls.SelectMany(poll => poll.Items.SelectMany((_, i) => (poll.Kind == BatchPolls.Decision ? [10, 0, 1] : (int[])[Math.Max(1, poll.Voters - 6 - 5 * i)]).Select((votes, c) => new { poll_id = poll.Id, group_number = (short)1, item_number = (short)(i + 1), choice = $"{c + 1}", locality_path = poll.One.Path, votes }))), stop);
    }
}

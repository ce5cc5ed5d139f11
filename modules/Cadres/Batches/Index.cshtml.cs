using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Batches;


/// <summary>A batch on one page: where each person stands, what is missing and of whom, what comes next and from when it is lawful; its papers, votes, talks, numbers and its record.</summary>
[Needs(Appointing.Read, Write = Appointing.Act)]
public sealed class IndexModel(Db db, Here here, Cases cases) : PageModel
{
    public sealed record PollLine(Guid Id, string Kind, string Title, DateOnly HeldOn, string State, string? Summary);
    public sealed record Inspector(Guid Id, string Name, string? UnitName, string Duty, DateOnly? SignedOn);
    public sealed record Talk(Guid Id, string Stage, string Category, string TalkedWith, DateOnly TalkedOn, string Talkers, string Words);
    public sealed record LogLine(DateTime EnteredAt, DateOnly OnDay, string What, string? Candidate, string? Words, string EnteredByName);
    public sealed record Found(Guid Id, string Name, string? PostTitle, DateOnly? BirthOn);
    public sealed record Seat(Guid Id, string Team, string Post, string? Holder);
    public sealed record Plan(Guid Id, string Name, int Moves);
    /// <summary>One person's line: the light and the words of each matter.</summary>
    public sealed record Line(BatchCandidate One, IReadOnlyList<Finding> Findings, Finding? Checks, Finding? Gate, IReadOnlyList<string> Missing, string Next, string? Talk, string? Meeting);

    public Here Here { get; } = here;
    public Batch Batch { get; private set; } = null!;
    public ProcedureCase? Case { get; private set; }
    /// <summary>Of a step: who answers for it, not before and not after which day.</summary>
    public sealed record Planned(string Step, string Responsible, DateOnly? EarliestOn, DateOnly? LatestOn);
    IReadOnlyDictionary<string, Planned> plannedSteps = new Dictionary<string, Planned>();
    public static IEnumerable<Step> Steps => AppointmentProcedure.Procedure.Steps.Where(step => !step.IsClosed);
    public Planned? PlannedOf(Step step) => plannedSteps.GetValueOrDefault(step.Id);
    public DateOnly? DoneOn(Step step) => Facts.Day(step.DayFact);
    public string LightOf(Step step) => DoneOn(step) is { } done ? PlannedOf(step) is { } plan && (done < plan.EarliestOn || done > plan.LatestOn) ? "yellow" : "green" : PlannedOf(step)?.LatestOn < Clock.Today ? "red" : "none";
    public CaseFacts Facts { get; private set; } = new();
    public Step? Now { get; private set; }
    public Finding? Earliest { get; private set; }
    /// <summary>Where the library has the text that the steps stand on.</summary>
    public Guid? Regulation { get; private set; }
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public IReadOnlyList<PollLine> Polls { get; private set; } = [];
    public IReadOnlyList<Inspector> Inspectors { get; private set; } = [];
    public IReadOnlyList<Talk> Talks { get; private set; } = [];
    public IReadOnlyList<LogLine> Log { get; private set; } = [];
    /// <summary>How often people were held against what a post asks, by post.</summary>
    public IReadOnlyDictionary<Guid, int> Matches { get; private set; } = new Dictionary<Guid, int>();
    public IReadOnlyList<Seat> Seats { get; private set; } = [];
    public IReadOnlyList<Plan> Plans { get; private set; } = [];
    public IReadOnlyList<TeamNumbers> Teams { get; private set; } = [];
    public IReadOnlyList<Found> People { get; private set; } = [];
    /// <summary>As the place has them: how long 公示 and 试用期 last.</summary>
    public int PublicityDays { get; private set; }
    public string ProbationWords { get; private set; } = "";
    public string Find { get; private set; } = "";
    public string? Fault { get; private set; }

    public bool MayWrite => Here.MayWrite(Appointing.Act);
    public bool MayOpen => Here.May(Appointing.Open);
    public bool KnowsMeasures => Here.May(Measures.Read);
    public string Address => Here.Url($"cadres/batches/{Batch.Head.Id}");
    public string CaseUrl => Here.Url($"cadres/appointments/{Case!.Id}");
    static int At(string step) => AppointmentProcedure.Procedure.Steps.ToList().FindIndex(one => one.Id == step);
    int Reached => Case is null ? -1 : Case.IsOpen ? At(Case.Step) : Case.State == "done" ? 99 : At(Case.Step);
    public bool IsBefore(string step) => Case is null || Case.IsOpen && Reached < At(step);
    public bool IsAt(string step) => Case is { IsOpen: true } && Case.Step == step;
    /// <summary>Who is considered is open until the objects of inspection are fixed.</summary>
    public bool MayChoose => MayWrite && (Case is null || Case.IsOpen && Reached <= At("objects"));
    /// <summary>Who is promoted has been recommended: once the reference list is made nobody comes in beside it.</summary>
    public bool MayPromote => Case is null || Reached <= At("reference");
    const string Recommended = "会议推荐参考人选已经提出，不能再加提拔、进一步使用的人选；确需增加的，先退回“谈话调研推荐”重新推荐（第四章）";
    public bool MayDeliberate => MayWrite && Case is { IsOpen: true } && Reached <= At("decision");
    public bool MayInspect => MayWrite && Case is { IsOpen: true } && Reached <= At("inspection");
    /// <summary>The day on which people are judged: of the decision, planned or taken.</summary>
    public DateOnly Day => Batch.Head.DecidedOn ?? Batch.Head.PlannedOn ?? Clock.Today;
    public IEnumerable<(string Id, string Title)> Papers => BatchPapers.All.Where(paper => Here.May(paper.Permission)).Select(paper => (paper.Id, paper.Title));
    public string PaperUrl(string id) => Here.Url($"cadres/batches/documents/{id}?ids={Batch.Head.Id:N}");
    public string PollUrl(PollLine poll) => Here.Url($"cadres/{poll.Kind}/{poll.Id}");

    public string NewPollUrl(PollKind kind)
    {
        var names = kind == BatchPolls.Decision ? Batch.ForDecision.Select(one => one.Line) : kind == BatchPolls.Appraisal ? Batch.ForDecision.Where(one => one.IsPromotion).Select(one => one.Name)
            : Batch.Candidates.Where(one => one.IsPromotion && one.IsIn && (kind == BatchPolls.Talks || one.IsReference)).Select(one => one.Name).Distinct();
        return Here.Url($"cadres/{kind.Id}/new") + $"?subject={Batch.Head.Id}&title={Uri.EscapeDataString($"{Batch.Head.Name}：{kind.Title}")}{(kind.Form == PollForm.Names ? $"&most={Math.Max(1, Batch.Candidates.Where(one => one.IsPromotion && one.IsIn).Select(one => one.PostId).Distinct().Count())}" : "")}" + string.Concat(names.Select(name => "&item=" + Uri.EscapeDataString(name)));
    }

    public async Task<IActionResult> OnGetAsync(Guid id, string? q, CancellationToken stop)
    {
        Find = q?.Trim() ?? "";
        return await LoadAsync(id, stop) ? Page() : NotFound();
    }

    /// <summary>Who answers for a step, and its days; a step that is done keeps what was set for it.</summary>
    public async Task<IActionResult> OnPostScheduleAsync(Guid id, string? step, string? who, string? earliest, string? latest, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (Steps.FirstOrDefault(one => one.Id == step) is not { } chosen) return Refuse("请选步骤");
        if (DoneOn(chosen) is not null) return Refuse($"“{chosen.Title}”已经办了，不再改它的安排");
        if (who?.Trim() is not { Length: > 0 and <= 60 } responsible) return Refuse("责任人：请填姓名");
        DateOnly?[] days = [null, null];
        foreach (var (n, text) in new[] { (0, earliest), (1, latest) })
        {
            if (string.IsNullOrWhiteSpace(text)) continue;
            if (!Dates.TryParse(text, out var day, out var fault)) return Refuse($"{(n == 0 ? "最早日期" : "最迟日期")}：{fault}");
            days[n] = day;
        }
        if (days[1] < days[0]) return Refuse("最迟日期早于最早日期");
        await db.ExecuteAsync("""
            insert into appointment_step (appointment_batch_id, locality_path, step, responsible, earliest_on, latest_on, created_by, changed_by) values (@id, @Path, @of, @responsible, @from, @to, @actor, @actor)
            on conflict (appointment_batch_id, step) do update set responsible = excluded.responsible, earliest_on = excluded.earliest_on, latest_on = excluded.latest_on, version = appointment_step.version + 1, changed_at = now(), changed_by = @actor
            """, new { id, Batch.Head.Path, of = chosen.Id, responsible, from = days[0], to = days[1], actor = db.Actor.Id }, stop);
        await db.RecordAsync(new(DeedKind.Update, "batches", id, Batch.Head.Path, Batch.Head.Name, [new($"{chosen.Title}的安排", PlannedOf(chosen)?.Responsible, responsible)]), stop);
        return Redirect(Here.Url($"cadres/batches/{id}"));
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await db.FirstAsync<DateOnly?>("select coalesce(decided_on, planned_on, org.today()) from appointment_batch where id = @id and removed_at is null", new { id }, stop) is not { } day) return false;
        if (await Batch.LoadAsync(db, id, day, stop) is not { } batch) return false;
        Batch = batch;
        await db.QueryManyAsync($"""
            select {ProcedureCase.Columns} from org.procedure_case where subject_id = @id and procedure = 'appointments' order by opened_on desc, created_at desc limit 1;
            select id, kind, title, held_on, state, summary from org.poll where subject_id = @id and state <> 'void' order by held_on, id;
            select id, name, unit_name, duty, signed_on from appointment_inspector where appointment_batch_id = @id and removed_at is null order by duty, rank_order, id;
            select id, stage, category, talked_with, talked_on, talkers, words from appointment_talk where appointment_batch_id = @id and removed_at is null order by stage, talked_on, id limit 200;
            select entered_at, on_day, what, candidate, words, entered_by_name from appointment_log where appointment_batch_id = @id order by entered_at desc, id limit 60;
            select post_id, count(*)::int as times from appointment_match where appointment_batch_id = @id and removed_at is null group by post_id;
            select step, responsible, earliest_on, latest_on from appointment_step where appointment_batch_id = @id and removed_at is null
            """, new { id }, async grid =>
        {
            Case = await grid.ReadFirstOrDefaultAsync<ProcedureCase>();
            Polls = [.. await grid.ReadAsync<PollLine>()];
            Inspectors = [.. await grid.ReadAsync<Inspector>()];
            Talks = [.. await grid.ReadAsync<Talk>()];
            Log = [.. await grid.ReadAsync<LogLine>()];
            Matches = (await grid.ReadAsync<(Guid PostId, int Times)>()).ToDictionary(one => one.PostId, one => one.Times);
            plannedSteps = (await grid.ReadAsync<Planned>()).ToDictionary(one => one.Step);
            return true;
        }, stop);
        Facts = Case?.Facts ?? new();
        Now = Case is { IsOpen: true } ? AppointmentProcedure.Procedure.Find(Case.Step) : null;
        var settings = await RuleSettings.ReadAsync(db, stop);
        (PublicityDays, ProbationWords) = (settings.For(AppointmentRules.Publicity, batch.Head.Path, day).Int("days"), AppointmentRules.ProbationWords(settings, batch.Head.Path, day));
        if (Case is { IsOpen: true } && Now is not null) Earliest = (await cases.AheadAsync(new ProcedurePlace(Here.Module!, AppointmentProcedure.Procedure), Case, [Now], stop))[0];
        if (Now is not null) Regulation = await Regulations.FindAsync(db, AppointmentProcedure.Regulation, stop);
        Teams = await BatchSteps.TeamsAsync(db, batch, Clock.Today, stop);
        var talks = Polls.Any(poll => poll.Kind == BatchPolls.Talks.Id && poll.State == "signed") ? await Ballots.SignedAsync(db, BatchPolls.Talks, id, stop) : null;
        var meeting = Polls.Any(poll => poll.Kind == BatchPolls.Meeting.Id && poll.State == "signed") ? await Ballots.SignedAsync(db, BatchPolls.Meeting, id, stop) : null;
        Lines = [.. batch.Candidates.Select(one => LineOf(one, settings, day, talks, meeting))];
        if (MayChoose)
        {
            Seats = await db.QueryAsync<Seat>("""
                select s.id, t.name as team, s.post, c.name as holder from team_seat s join team t on t.id = s.team_id and t.removed_at is null
                left join cadre_post p on p.seat_id = s.id and p.removed_at is null and p.ended_on is null left join cadre c on c.id = p.cadre_id
                where s.removed_at is null and s.closed_on is null order by p.id is not null, t.locality_path, t.rank_order, s.rank_order limit 600
                """, null, stop);
            Plans = await db.QueryAsync<Plan>("select p.id, p.name, count(m.id)::int as moves from team_plan p join team_plan_move m on m.team_plan_id = p.id and m.removed_at is null where p.removed_at is null group by p.id, p.name order by p.name limit 50", null, stop);
            if (Find.Length > 0)
                People = await db.QueryAsync<Found>("select c.id, c.name, c.post_title, c.birth_on from cadre c where c.removed_at is null and c.status = '1' and c.id in (select row_id from cadre_gram where gram = org.searchable(@Find)) order by c.locality_path, c.rank_order, c.id limit 40", new { Find }, stop);
        }
        return true;
    }

    Line LineOf(BatchCandidate one, RuleSettings settings, DateOnly day, PollResult? talks, PollResult? meeting)
    {
        var path = Batch.Head.Path;
        var findings = Eligibility.Judge(one, settings, path, day);
        var checks = one.IsPromotion ? Eligibility.FourChecks(one, settings, path, day) : null;
        var gate = one.Post is null ? null : Eligibility.PoliticalGate(one, settings, path, day);
        List<string> missing = [];
        if (one.IsIn && one.State is not ("5" or "9" or "A"))
        {
            if (one.IsPromotion)
                missing.AddRange(Appointing.Checks.Codes.Take(4).Where(code => one.CheckOf(code.Value) is not { IsPassed: true }).Select(code => one.CheckOf(code.Value) switch
                {
                    null => $"{Short(code.Value)}未提出",
                    { Conclusion: null } asked => $"{Short(code.Value)} {Dates.Format(asked.AskedOn)} 已提出，未答复",
                    { Conclusion: "3" } => $"{Short(code.Value)}须补充核实",
                    _ => $"{Short(code.Value)}不通过",
                }));
            if (gate is not null && Eligibility.Stops(gate)) missing.Add(gate.Outcome == Outcome.Unknown ? "政治素质考察没有结论" : "政治素质考察结论" + (one.PoliticalConclusion == "1" ? "已过有效期" : "没有通过"));
            if (one.IsPromotion && !IsBefore("inspection") && string.IsNullOrWhiteSpace(one.Report)) missing.Add("考察材料");
            missing.AddRange(findings.Where(Eligibility.Stops).Select(finding => finding.IsBroken ? finding.Rule!.WhenBroken : "缺资格校验的内容"));
            if (Eligibility.Consultation(one, settings, path, day) is { IsBroken: true } asking) missing.Add("协管方未复函" + (asking.Earliest is { } from ? $"，{Dates.Format(from)} 起视为同意" : ""));
        }
        if (one is { State: "5", Post.Way: "2", LawfulOn: null }) missing.Add("依法选举、任命日期");
        if (one is { Objection: not null, ObjectionResult: null }) missing.Add("公示反映的问题没有查结");
        return new(one, findings, checks, gate, missing, NextOf(one), Votes(talks, one.Name), Votes(meeting, one.Name));
    }

    static string? Votes(PollResult? poll, string name) => poll?.Tally.Items.FirstOrDefault(item => item.Title == name) is { } item ? $"{poll.Tally.Votes(item, "1").ToString(CultureInfo.InvariantCulture)}/{poll.Tally.Whole.Valid}" : null;
    public static string Short(string kind) => kind switch { "1" => "档案", "2" => "有关事项", "3" => "纪检意见", "4" => "信访", "5" => "协管方", _ => "部门意见" };

    string NextOf(BatchCandidate one) => one.State switch
    {
        "3" or "4" or "6" or "8" or "B" => "不再办理",
        "A" => "办结",
        "9" when one.HasProbation => $"{Dates.Format(one.ProbationUntil ?? Clock.Today)} 试用期满考核（第四十三条）",
        "9" => "谈话、备案归档",
        "5" => Facts.Day("published_on") is { } from ? $"公示 {Dates.Format(from)} 起，满 {PublicityDays} 个工作日任职（第四十二条）" : "公示（第四十二条）",
        _ when Case is null => "动议（第三章）",
        _ when Now is not null => $"{Now.Title}（{Now.Article}）",
        _ => "",
    };

    // ---- deeds

    public async Task<IActionResult> OnPostCandidateAsync(Guid id, Guid? cadre, string? kind, Guid? seat, string? title, string? level, string? way, bool keeps, bool probation, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!MayChoose) return Refuse("考察对象已经确定，不能再加人选");
        if (!Appointing.Kinds.Has(kind ?? "")) return Refuse("请选任免类型");
        if (cadre is not { } who || await db.FirstAsync<Found>("select id, name, post_title, birth_on from cadre where id = @cadre and removed_at is null", new { cadre }, stop) is not { } person) return Refuse("请先按姓名查找，再选一名干部；所选的不在您的授权范围之内");
        if (Batch.Candidates.Any(one => one.CadreId == who && one.State != "4")) return Refuse($"{person.Name}已经在这一批里");
        if (kind != "4" && seat is null && string.IsNullOrWhiteSpace(title)) return Refuse("拟任职务：请选班子职位，或者写出职务全称");
        if (!string.IsNullOrWhiteSpace(level) && !StandardCodes.PostLevel.Has(level)) return Refuse("职务层次：请从列表里选");
        if (await KeptAboveAsync(who, seat, stop) is { } keeper) return Refuse($"{person.Name}或所选职位由{keeper}管理，任免由{keeper}办理");
        if (kind != "4" && await VotedDownAsync(who, seat, title, stop) is { } before) return Refuse($"{person.Name}拟任这个职务在“{before}”表决没有通过；须经超过半数的成员同意复议（第六章），在那一批登记同意复议以后才能再提");
        var post = kind == "4" ? null : await PostAsync(seat, title, string.IsNullOrWhiteSpace(level) ? null : level, way == "2" ? "2" : "1", stop);
        if (kind != "4" && post is null) return Refuse("所选的班子职位已撤销，或者不在您的授权范围之内");
        // Who was recommended for this post and taken off again may come back; anybody else would come in past the recommendation.
        if (Appointing.IsPromotion(kind!) && !MayPromote && !Batch.Candidates.Any(one => one.CadreId == who && one is { State: "4", IsReference: true } && one.PostId == post)) return Refuse(Recommended);
        // Without a level on record nobody can tell a promotion from a move.
        if (kind is "2" or "3" && await db.FirstAsync<string>("""select case when c.level is null then '现任职务层次没有登记，请先在干部名册里登记' when p.level < c.level collate "C" then '拟任职务层次高于现任，属于提拔任职，须经民主推荐（第四章）' end from appointment_post p join cadre c on c.id = @who where p.id = @post and p.level is not null""", new { post, who }, stop) is { } raised) return Refuse($"{person.Name}：{raised}");
        if (await AddAsync(who, post, kind!, keeps, probation, stop) is not { } note) return Refuse($"{person.Name}已经在这一批里");
        await db.RecordAsync(new(DeedKind.Update, "batches", id, Batch.Head.Path, Batch.Head.Name, [new("人选", null, person.Name)]), stop);
        TempData["Done"] = $"{person.Name}已列入{note}";
        return Redirect(Address);
    }

    /// <summary>Who decides is whose committee manages the person and the post (C1.5): the highest of the two, by the right to act there.</summary>
    async Task<string?> KeptAboveAsync(Guid cadre, Guid? seat, CancellationToken stop)
    {
        var managements = await db.QueryAsync<string>("select management from cadre where id = @cadre and management is not null union all select management from team_seat where id = @seat and management is not null", new { cadre, seat }, stop);
        return Keeping.Above(Here, Batch.Head.Path, Appointing.Act, managements)?.Name;
    }

    /// <summary>The steps of a scheme that was tried on the boards become the batch.</summary>
    public async Task<IActionResult> OnPostPlanAsync(Guid id, Guid plan, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!MayChoose) return Refuse("考察对象已经确定，不能再加人选");
        if (await TeamPlans.LoadAsync(db, plan, false, stop) is not { } scheme) return Refuse("请从列表里选方案");
        var added = 0;
        foreach (var move in scheme.Moves.Where(move => Batch.Candidates.All(one => one.CadreId != move.CadreId || one.State == "4")))
        {
            if (!move.Leaves && TeamPlans.IsPromotion(move) && !MayPromote) return Refuse(Recommended);
            if (await KeptAboveAsync(move.CadreId, move.SeatId, stop) is { } keeper) return Refuse($"方案里有由{keeper}管理的人或职位，任免由{keeper}办理");
            if (move.SeatId is { } wanted && await VotedDownAsync(move.CadreId, wanted, null, stop) is { } before) return Refuse($"{move.Name}拟任这个职务在“{before}”表决没有通过；须经超过半数的成员同意复议（第六章）");
            var kind = move.Leaves ? "4" : TeamPlans.IsPromotion(move) ? "1" : "3";
            if (await AddAsync(move.CadreId, move.SeatId is { } seat ? await PostAsync(seat, null, null, "1", stop) : null, kind, move.KeepsPosts, probation: true, stop) is not null) added++;
        }
        if (added == 0) return Refuse("方案里的人都已经在这一批里");
        await db.RecordAsync(new(DeedKind.Update, "batches", id, Batch.Head.Path, Batch.Head.Name, [new("人选", null, $"由方案“{scheme.Head.Name}”列入 {added} 人")]), stop);
        TempData["Done"] = $"由方案“{scheme.Head.Name}”列入 {added} 人";
        return Redirect(Address);
    }

    async Task<Guid?> PostAsync(Guid? seat, string? title, string? level, string way, CancellationToken stop)
    {
        if (seat is { } chosen)
        {
            if (await db.FirstAsync<Guid?>("select id from appointment_post where appointment_batch_id = @Id and seat_id = @chosen and removed_at is null", new { Batch.Head.Id, chosen }, stop) is { } there) return there;
            return await db.FirstAsync<Guid?>("""
                insert into appointment_post (appointment_batch_id, locality_path, rank_order, seat_id, title, unit_name, post_name, level, way, created_by)
                select @Id, @Path, (select count(*) from appointment_post where appointment_batch_id = @Id) * 10, s.id, case when s.post like u.name || '%' then s.post else coalesce(u.name, t.name) || s.post end, coalesce(u.name, t.name), s.post, s.level, s.way, @actor
                from team_seat s join team t on t.id = s.team_id and t.removed_at is null left join org.unit u on u.id = t.unit_id where s.id = @chosen and s.removed_at is null and s.closed_on is null returning id
                """, new { Batch.Head.Id, Batch.Head.Path, chosen, actor = db.Actor.Id }, stop);
        }
        var said = title!.Trim()[..Math.Min(title.Trim().Length, 200)];
        if (await db.FirstAsync<Guid?>("select id from appointment_post where appointment_batch_id = @Id and title = @said and seat_id is null and removed_at is null", new { Batch.Head.Id, said }, stop) is { } same) return same;
        return await db.FirstAsync<Guid?>("insert into appointment_post (appointment_batch_id, locality_path, rank_order, title, unit_name, post_name, level, way, created_by) values (@Id, @Path, 900, @said, '', @said, @level, @way, @actor) returning id", new { Batch.Head.Id, Batch.Head.Path, said, level, way, actor = db.Actor.Id }, stop);
    }

    /// <summary>Whether there is a probation is the rule's to say (第四十三条), by how the post is filled. Whoever was taken off before is taken in again in the same line. Whoever is only moved or removed is no matter of recommendation: they stand for decision from the beginning.</summary>
    /// <returns>what to say of it beside that it is done; null where somebody is in already</returns>
    async Task<string?> AddAsync(Guid cadre, Guid? post, string kind, bool keeps, bool probation, CancellationToken stop)
    {
        var isElected = await db.FirstAsync<bool>("select exists (select from appointment_post where id = @post and way = '2')", new { post }, stop);
        var asked = AppointmentRules.Probation.Check(new() { HasProbation = true, IsElected = isElected }, (await RuleSettings.ReadAsync(db, stop)).For(AppointmentRules.Probation, Batch.Head.Path, Day));
        var has = probation && kind == "1" && !asked.IsBroken;
        if (await db.ExecuteAsync("""
            insert into appointment_candidate (appointment_batch_id, locality_path, rank_order, cadre_id, name, former_post, former_level, post_id, kind, keeps_posts, has_probation, state, created_by)
            select @Id, @Path, (select coalesce(max(rank_order), 0) + 10 from appointment_candidate where appointment_batch_id = @Id), c.id, c.name, c.post_title, c.level, @post, @kind, @keeps, @has, @state, @actor from cadre c where c.id = @cadre
            on conflict (appointment_batch_id, cadre_id) where removed_at is null do update set former_post = excluded.former_post, former_level = excluded.former_level, post_id = excluded.post_id, kind = excluded.kind, keeps_posts = excluded.keeps_posts, has_probation = excluded.has_probation,
              is_reference = appointment_candidate.is_reference and appointment_candidate.post_id = excluded.post_id, state = excluded.state, closed_reason = null, version = appointment_candidate.version + 1, changed_at = now(), changed_by = @actor where appointment_candidate.state = '4'
            """, new { Batch.Head.Id, Batch.Head.Path, cadre, post, kind, keeps, has, state = Appointing.IsPromotion(kind) ? "1" : "2", actor = db.Actor.Id }, stop) == 0) return null;
        var note = probation && kind == "1" && !has ? $"；{asked.Rule!.Title}（{asked.Rule.Basis}）" : "";
        var (name, title) = await db.FirstAsync<(string, string?)>("select c.name, (select title from appointment_post where id = @post) from cadre c where c.id = @cadre", new { cadre, post }, stop);
        // What was voted down and is taken up again says so from the beginning.
        var again = await db.FirstAsync<string>("""
            select '；复议：' || b.name || '表决未通过（' || to_char(x.decided_on, 'YYYY.MM.DD') || '），' || to_char(x.review_on, 'YYYY.MM.DD') || ' 同意复议：' || x.review_reason
            from appointment_candidate x join appointment_batch b on b.id = x.appointment_batch_id join appointment_post p on p.id = x.post_id join appointment_post n on n.id = @post
            where x.cadre_id = @cadre and x.state = '6' and x.review_on is not null and x.removed_at is null and coalesce(p.seat_id::text, p.title) = coalesce(n.seat_id::text, n.title) order by x.review_on desc, x.id limit 1
            """, new { cadre, post }, stop);
        await Batch.LogAsync(db, Batch.Head, Clock.Today, again is null ? "列入人选" : "列入人选（复议）", name, $"{Appointing.Kinds.NameOf(kind)}{(title is null ? "" : "，拟任" + title)}{note}{again}", stop);
        return note;
    }

    /// <summary>Who is put to the meeting as reference, who becomes an object of inspection, who is not considered any more.</summary>
    public async Task<IActionResult> OnPostStandAsync(Guid id, Guid candidate, string? to, string? reason, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (Batch.Candidates.FirstOrDefault(one => one.Id == candidate) is not { } one) return Refuse("人选已不在这一批里，请刷新再看");
        var (sql, said) = to switch
        {
            "reference" when one.State == "1" && !IsBefore("talks") && IsBefore("meeting") => ("is_reference = true", "列为会议推荐参考人选"),
            "object" when one.State == "1" && !IsBefore("objects") && Reached <= At("objects") => ("state = '2'", "列为考察对象"),
            "out" when one.State is "1" or "2" or "7" && !string.IsNullOrWhiteSpace(reason) => ("state = '4', closed_reason = @reason", "不再作为人选"),
            _ => ("", ""),
        };
        if (sql == "") return Refuse(to == "out" ? $"{one.Name}：请写明不再作为人选的理由" : $"{one.Name}：现在不能这样办；参考人选在谈话推荐以后提出，考察对象在民主推荐以后确定");
        if (await db.ExecuteAsync($"update appointment_candidate set {sql}, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id and state = @State", new { one.Id, one.State, reason = reason?.Trim(), actor = db.Actor.Id }, stop) == 0) return Refuse($"{one.Name}刚在别处办过，请刷新再看");
        await Batch.LogAsync(db, Batch.Head, Clock.Today, said, one.Name, reason?.Trim(), stop);
        await db.RecordAsync(new(DeedKind.Update, "batches", id, Batch.Head.Path, Batch.Head.Name, [new(one.Name, null, said)], reason?.Trim()), stop);
        TempData["Done"] = $"{one.Name}{said}";
        return Redirect(Address);
    }

    public async Task<IActionResult> OnPostInspectorAsync(Guid id, string? name, string? unit, string? duty, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!MayInspect) return Refuse("考察已经办结，考察组不能再改");
        if (name?.Trim() is not { Length: > 0 and <= 36 } said) return Refuse("考察组成员：请填姓名");
        if (Inspectors.Any(one => one.Name == said)) return Refuse($"{said}已经在考察组里");
        if (Batch.Candidates.Any(one => one.Name == said)) return Refuse($"{said}是本批人选，不能参加考察组");
        await db.ExecuteAsync("insert into appointment_inspector (appointment_batch_id, locality_path, rank_order, name, unit_name, duty, created_by) values (@Id, @Path, @order, @said, @unit, @duty, @actor)", new { Batch.Head.Id, Batch.Head.Path, order = Inspectors.Count * 10, said, unit = unit?.Trim(), duty = duty == "1" ? "1" : "2", actor = db.Actor.Id }, stop);
        return await DoneAsync("考察组成员", null, said, stop);
    }

    /// <summary>Each member of the group signs what the group wrote.</summary>
    public async Task<IActionResult> OnPostSignAsync(Guid id, Guid inspector, string? on, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!MayInspect || !IsAt("inspection")) return Refuse("到“组织考察”这一步才能签名");
        if (Inspectors.FirstOrDefault(one => one.Id == inspector) is not { } member) return Refuse("考察组里没有这个人");
        if (!Dates.TryParse(on, out var day, out var fault)) return Refuse("签名日期：" + fault);
        if (day > Clock.Today) return Refuse("签名日期晚于今天");
        if (Batch.ForDecision.FirstOrDefault(one => one.IsPromotion && string.IsNullOrWhiteSpace(one.Report)) is { } lacking) return Refuse($"{lacking.Name}还没有考察材料，写好以后再签名");
        if (await db.ExecuteAsync("update appointment_inspector set signed_on = @day, version = version + 1 where id = @inspector and signed_on is null and removed_at is null", new { inspector, day }, stop) == 0) return Refuse($"{member.Name}已经签名");
        return await DoneAsync("考察材料签名", null, $"{member.Name} {Dates.Format(day)}", stop, day);
    }

    public async Task<IActionResult> OnPostTalkAsync(Guid id, string? stage, string? category, string? with, string? on, string? by, string? words, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!MayInspect) return Refuse("考察已经办结，不能再加谈话记录");
        if (!Appointing.TalkStages.Has(stage ?? "") || !Appointing.TalkCategories.Has(category ?? "")) return Refuse("谈话：请选阶段和对象类别");
        if (stage == "1" && !IsAt("talks") || stage == "2" && !IsAt("inspection")) return Refuse(stage == "1" ? "谈话调研推荐已经结束或还没有开始" : "到“组织考察”这一步才能登记考察谈话");
        if (!Dates.TryParse(on, out var day, out var fault)) return Refuse("谈话日期：" + fault);
        if (day > Clock.Today) return Refuse("谈话日期晚于今天");
        if (string.IsNullOrWhiteSpace(with) || string.IsNullOrWhiteSpace(by) || string.IsNullOrWhiteSpace(words)) return Refuse("谈话：请填谈话对象、谈话人和记录");
        await db.ExecuteAsync("insert into appointment_talk (appointment_batch_id, locality_path, rank_order, stage, category, talked_with, talked_on, talkers, words, created_by) values (@Id, @Path, @order, @stage, @category, @with, @day, @by, @words, @actor)",
            new { Batch.Head.Id, Batch.Head.Path, order = Talks.Count * 10, stage, category, with = with.Trim(), day, by = by.Trim(), words = words.Trim(), actor = db.Actor.Id }, stop);
        return await DoneAsync(Appointing.TalkStages.NameOf(stage!), null, $"{with.Trim()}（{Appointing.TalkCategories.NameOf(category!)}），谈话人 {by.Trim()}", stop, day);
    }

    /// <summary>酝酿: with whom the batch was talked over before the meeting, and what they thought. What they said is opened for a purpose.</summary>
    public async Task<IActionResult> OnPostDeliberationAsync(Guid id, string? category, string? with, string? on, string? opinion, string? words, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!MayDeliberate) return Refuse("酝酿在动议以后、讨论决定以前登记");
        if (!Appointing.Deliberated.Has(category ?? "") || !Appointing.Opinions.Has(opinion ?? "")) return Refuse("酝酿：请选对象类别和意见");
        if (with?.Trim() is not { Length: > 0 and <= 60 } whom) return Refuse("酝酿：请填与谁酝酿");
        if (!Dates.TryParse(on, out var day, out var fault)) return Refuse("酝酿日期：" + fault);
        if (day > Clock.Today) return Refuse("酝酿日期晚于今天");
        if (Facts.Day("moved_on") is { } moved && day < moved) return Refuse($"酝酿日期早于动议 {Dates.Format(moved)}");
        if (opinion != "1" && string.IsNullOrWhiteSpace(words)) return Refuse("不同意或有建议的，请写明意见内容");
        if (words?.Trim().Length > 1000) return Refuse("意见内容：1000 字以内");
        await db.ExecuteAsync("insert into appointment_deliberation (appointment_batch_id, locality_path, rank_order, category, deliberated_with, held_on, opinion, words, created_by) values (@Id, @Path, @order, @category, @whom, @day, @opinion, @words, @actor)",
            new { Batch.Head.Id, Batch.Head.Path, order = Batch.Deliberations.Count * 10, category, whom, day, opinion, words = string.IsNullOrWhiteSpace(words) ? null : words.Trim(), actor = db.Actor.Id }, stop);
        return await DoneAsync("酝酿", null, $"{whom}（{Appointing.Deliberated.NameOf(category!)}），{Appointing.Opinions.NameOf(opinion!)}", stop, day);
    }

    /// <summary>Voted down for this post before, and nobody has agreed to take it up again (A7, 复议).</summary>
    Task<string?> VotedDownAsync(Guid cadre, Guid? seat, string? title, CancellationToken stop) => db.FirstAsync<string>("""
        select b.name from appointment_candidate x join appointment_batch b on b.id = x.appointment_batch_id and b.removed_at is null join appointment_post p on p.id = x.post_id
        where x.cadre_id = @cadre and x.state = '6' and x.review_on is null and x.removed_at is null and x.appointment_batch_id <> @Id and (p.seat_id = @seat or @seat::uuid is null and p.seat_id is null and p.title = @title) order by x.decided_on desc, x.id limit 1
        """, new { cadre, seat, title = title?.Trim(), Batch.Head.Id }, stop);

    /// <summary>The record of the case, whole, with steps and votes: for whoever inspects (C11.4).</summary>
    public async Task<IActionResult> OnPostExportAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!MayOpen) return StatusCode(403);
        var lines = await db.QueryAsync<LogLine>("select entered_at, on_day, what, candidate, words, entered_by_name from appointment_log where appointment_batch_id = @id order by entered_at, id", new { id }, stop);
        var file = FileStore.Temporary();
        try
        {
            await using (var sheet = new SheetWriter(file, "全程纪实", Here.Mark))
            {
                sheet.Begin([new("办理日期", 12), new("事项", 22), new("人选", 12), new("内容", 70), new("登记人", 12), new("登记时间", 20)], Batch.Head.Name + " 选任全程纪实", $"{Here.PlaceName}　数据日期 {Dates.Format(Clock.Today)}");
                foreach (var line in lines) sheet.Row([Dates.Format(line.OnDay), line.What, line.Candidate ?? "", line.Words ?? "", line.EnteredByName, Clock.ShowFull(line.EnteredAt)]);
                await sheet.FinishAsync(stop);
            }
            await db.RecordAsync(new(DeedKind.Export, "batches", id, Batch.Head.Path, $"{Batch.Head.Name} 全程纪实（{lines.Count} 条）"), stop);
            file.Position = 0;
            return File(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{Batch.Head.Name}全程纪实.xlsx");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    async Task<IActionResult> DoneAsync(string what, string? before, string after, CancellationToken stop, DateOnly? on = null)
    {
        await Batch.LogAsync(db, Batch.Head, on ?? Clock.Today, what, null, after, stop);
        await db.RecordAsync(new(DeedKind.Update, "batches", Batch.Head.Id, Batch.Head.Path, Batch.Head.Name, [new(what, before, after)]), stop);
        TempData["Done"] = $"已登记：{after}";
        return Redirect(Address);
    }

    PageResult Refuse(string fault)
    {
        Fault = fault;
        Response.StatusCode = 422;
        return Page();
    }
}

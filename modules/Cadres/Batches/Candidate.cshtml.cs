using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Batches;

/// <summary>One person of a batch: the four checks with who was asked when and what was answered, the conclusion on political quality, the inspection's report, what the rules say, 一票否决 and who may take it back, 公示, 试用期.</summary>
[Needs(Appointing.Read, Write = Appointing.Act)]
public sealed class CandidateModel(Db db, Here here) : PageModel
{
    public Here Here { get; } = here;
    public Batch Batch { get; private set; } = null!;
    public BatchCandidate One { get; private set; } = null!;
    public ProcedureCase? Case { get; private set; }
    public IReadOnlyList<Finding> Findings { get; private set; } = [];
    public Finding? Gate { get; private set; }
    public string? Fault { get; private set; }
    /// <summary>What is known of the person's merits today; what stands with the case is of the day of the report.</summary>
    public IReadOnlyList<Merits.Merit> Known { get; private set; } = [];

    public bool MayWrite => Here.MayWrite(Appointing.Act);
    public bool MayOpen => Here.May(Appointing.Open);
    /// <summary>What stands there is not given to somebody who may not see it, to be written over unseen.</summary>
    public bool MayChangeReport => MayOpen || One.Report is null;
    public bool KnowsMeasures => Here.May(Measures.Read);
    public bool MaySeePolitical => Here.May("cadres.political.open");
    public string Address => Here.Url($"cadres/batches/candidate/{One.Id}");
    public string MaterialsUrl => Here.Url($"cadres/batches/materials/{Batch.Head.Id}");
    public string BatchUrl => Here.Url($"cadres/batches/{Batch.Head.Id}");
    /// <summary>The items under which somebody is written of: those of the standard in force.</summary>
    public IReadOnlyList<Standards.Item> Outline { get; private set; } = [];
    public IReadOnlySet<Guid> Commented { get; private set; } = new HashSet<Guid>();
    public bool IsOpen => Case is null or { IsOpen: true };
    /// <summary>Before the meeting has decided.</summary>
    public bool IsUndecided => One.State is "1" or "2" or "7";
    public bool IsPublished => Case?.Facts["published_on"] is not null;
    /// <summary>Only those who decided take it back: at that place, with their permission.</summary>
    public bool MayReopen => One is { State: "3", VetoPath: { } path } && Here.MayWrite(Appointing.Decide) && Here.Locality.Path == path;
    public DateOnly Day => One.DecidedOn ?? Batch.Head.PlannedOn ?? Clock.Today;
    public IReadOnlyList<KeptFinding> Kept => Eligibility.Kept(One.Findings);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAsync(id, stop) ? Page() : NotFound();

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        var (batch, day) = await db.FirstAsync<(Guid, DateOnly?)>("select b.id, coalesce(x.decided_on, b.planned_on, org.today()) from appointment_candidate x join appointment_batch b on b.id = x.appointment_batch_id and b.removed_at is null where x.id = @id and x.removed_at is null", new { id }, stop);
        if (batch == Guid.Empty || await Batch.LoadAsync(db, batch, day ?? Clock.Today, stop) is not { } found) return false;
        (Batch, One) = (found, found.Candidates.First(one => one.Id == id));
        Case = await db.FirstAsync<ProcedureCase>($"select {ProcedureCase.Columns} from org.procedure_case where subject_id = @batch and procedure = 'appointments' order by opened_on desc, created_at desc limit 1", new { batch }, stop);
        var settings = await RuleSettings.ReadAsync(db, stop);
        Findings = [.. Eligibility.Judge(One, settings, Batch.Head.Path, Day), .. Eligibility.Consultation(One, settings, Batch.Head.Path, Day) is { } asked ? [asked] : Array.Empty<Finding>(), .. One.IsPromotion ? [Eligibility.FourChecks(One, settings, Batch.Head.Path, Day)] : Array.Empty<Finding>()];
        if (!KnowsMeasures) Findings = [.. Findings.Select(finding => finding.Rule == AppointmentRules.NotAffected ? finding with { Words = "您没有查看处分和组织处理的权限，只显示是否符合" } : finding)];
        if (One.IsPromotion && One.MeritsOn is null) Known = await Merits.OfAsync(db, One.CadreId, Clock.Today, stop);
        if (One is { IsPromotion: true, State: "2", Report: null })
            (Outline, Commented) = await db.QueryManyAsync("""
                select i.id, i.cadre_standard_id as standard_id, i.name, i.words from cadre_standard_item i where i.removed_at is null and i.cadre_standard_id = (select s.id from cadre_standard s where s.removed_at is null and s.state = '2' order by length(s.locality_path) desc, s.effective_on desc, s.id limit 1) order by i.rank_order, i.id;
                select distinct item_id from standard_comment where batch_id = @batch and cadre_id = @CadreId and removed_at is null
                """, new { batch, One.CadreId }, async grid => ((IReadOnlyList<Standards.Item>)[.. await grid.ReadAsync<Standards.Item>()], (IReadOnlySet<Guid>)(await grid.ReadAsync<Guid>()).ToHashSet()), stop);
        Gate = One.Post is null ? null : Eligibility.PoliticalGate(One, settings, Batch.Head.Path, Day);
        return true;
    }

    // ---- asked and answered

    public async Task<IActionResult> OnPostAskAsync(Guid id, string? kind, string? of, string? on, string? document, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!IsUndecided || !IsOpen) return Refuse("讨论决定以后不再提出");
        if (!Appointing.Checks.Has(kind ?? "")) return Refuse("请选事项");
        if (DayIn("提出日期", on, out var day) is { } wrong) return Refuse(wrong);
        if (of?.Trim() is not { Length: > 0 and <= 100 } whom) return Refuse("向谁提出：请填单位，如 县纪委监委");
        if (One.CheckOf(kind!) is { Conclusion: not "3" and not null }) return Refuse($"{Appointing.Checks.NameOf(kind!)}已经答复；答复有变化的，先作废原来的答复");
        if (One.CheckOf(kind!) is { Conclusion: null }) return Refuse($"{Appointing.Checks.NameOf(kind!)}已经提出，等待答复");
        await db.ExecuteAsync("update appointment_check set removed_at = now(), removed_by = @actor, removed_reason = '补充核实，重新提出', version = version + 1 where candidate_id = @id and kind = @kind and conclusion = '3' and removed_at is null", new { id, kind, actor = db.Actor.Id }, stop);
        if (await db.ExecuteAsync("insert into appointment_check (appointment_batch_id, locality_path, candidate_id, kind, asked_of, asked_by, asked_on, document_no, created_by) values (@batch, @Path, @id, @kind, @whom, @by, @day, @document, @actor) on conflict (candidate_id, kind) where removed_at is null do nothing",
            new { batch = Batch.Head.Id, Batch.Head.Path, id, kind, whom, by = db.Actor.Name, day, document = Blank(document), actor = db.Actor.Id }, stop) == 0) return Refuse(Overtaken);
        return await DoneAsync("提出" + Appointing.Checks.NameOf(kind!), $"向{whom}{(Blank(document) is { } no ? $"，{no}" : "")}", day, stop);
    }

    /// <summary>What was answered. An integrity that does not pass closes the person at once (一票否决), with who decided and on what evidence.</summary>
    public async Task<IActionResult> OnPostAnswerAsync(Guid id, string? kind, string? on, string? conclusion, string? words, string? evidence, string? decider, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!IsUndecided || !IsOpen) return Refuse("讨论决定以后不再登记答复");
        if (One.CheckOf(kind ?? "") is not { Conclusion: null } check) return Refuse("先提出，再登记答复；已经答复的不能改写，须补充核实的重新提出");
        if (DayIn("答复日期", on, out var day) is { } wrong) return Refuse(wrong);
        if (day < check.AskedOn) return Refuse($"答复日期早于提出日期 {Dates.Format(check.AskedOn)}");
        if (!Appointing.Conclusions.Has(conclusion ?? "")) return Refuse("请选结论");
        if (kind == "1" && conclusion == "1" && await db.FirstAsync<bool>("select exists (select from archive where cadre_id = @CadreId and facts_state = '5' and state <> '4' and removed_at is null)", new { One.CadreId }, stop)) return Refuse("三龄两历一身份存疑，查清以前档案审核不能通过");
        if (conclusion != "1" && Blank(words) is null) return Refuse("结论不是“通过”的，请写明意见");
        var isVeto = conclusion == "2" && kind is ("3" or "4");
        if (isVeto && (Blank(evidence) is null || Blank(decider) is null)) return Refuse("廉洁上不过关的一票否决：请填依据材料和作出决定的机关");
        if (await db.ExecuteAsync("update appointment_check set answered_on = @day, conclusion = @conclusion, words = @words, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id and conclusion is null and removed_at is null", new { check.Id, day, conclusion, words = Blank(words), actor = db.Actor.Id }, stop) == 0) return Refuse(Overtaken);
        await Batch.LogAsync(db, Batch.Head, day, Appointing.Checks.NameOf(kind!) + "：" + Appointing.Conclusions.NameOf(conclusion!), One.Name, $"{check.AskedOf}答复{(Blank(words) is { } said ? "：" + said : "")}", stop);
        if (isVeto && !await VetoAsync("2", Blank(words)!, Blank(evidence)!, Blank(decider)!, day, stop)) return Refuse(Overtaken);
        await db.RecordAsync(new(DeedKind.Update, "batches", Batch.Head.Id, Batch.Head.Path, $"{Batch.Head.Name}：{One.Name}", [new(Appointing.Checks.NameOf(kind!), null, Appointing.Conclusions.NameOf(conclusion!))]), stop);
        TempData["Done"] = isVeto ? $"已登记；{One.Name}一票否决，不再作为人选" : "已登记答复";
        return Redirect(Address);
    }

    /// <summary>On the cadre's own file, where it stays; one that does not pass closes the person at once.</summary>
    public async Task<IActionResult> OnPostPoliticalAsync(Guid id, string? on, string? conclusion, string? by, string? words, string? evidence, string? decider, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!Here.MayWrite("cadres.political.edit")) return Refuse("您没有登记政治素质考察结论的权限");
        if (!IsUndecided || !IsOpen) return Refuse("讨论决定以后不再登记");
        if (DayIn("结论日期", on, out var day) is { } wrong) return Refuse(wrong);
        if (!Appointing.Conclusions.Has(conclusion ?? "")) return Refuse("请选结论");
        if (Blank(by) is null) return Refuse("考察单位：请填写");
        if (conclusion != "1" && Blank(words) is null) return Refuse("结论不是“通过”的，请写明问题");
        if (conclusion == "2" && (Blank(evidence) is null || Blank(decider) is null)) return Refuse("政治上不合格的一票否决：请填依据材料和作出决定的机关");
        await db.ExecuteAsync("insert into cadre_political (cadre_id, locality_path, rank_order, concluded_on, conclusion, concluded_by, words, created_by) values (@CadreId, @CadrePath, @order, @day, @conclusion, @by, @words, @actor)",
            new { One.CadreId, One.CadrePath, order = -day.DayNumber, day, conclusion, by = Blank(by), words = Blank(words), actor = db.Actor.Id }, stop);
        await Batch.LogAsync(db, Batch.Head, day, "政治素质考察：" + Appointing.Conclusions.NameOf(conclusion!), One.Name, Blank(by), stop);
        if (conclusion == "2" && !await VetoAsync("1", Blank(words)!, Blank(evidence)!, Blank(decider)!, day, stop)) return Refuse(Overtaken);
        await db.RecordAsync(new(DeedKind.Update, "files", One.CadreId, One.CadrePath, One.Name, [new("政治素质考察", null, $"{Dates.Format(day)} {Appointing.Conclusions.NameOf(conclusion!)}")]), stop);
        TempData["Done"] = conclusion == "2" ? $"已登记；{One.Name}一票否决，不再作为人选" : "已登记，结论记到干部档案";
        return Redirect(Address);
    }

    /// <summary>The person is closed in every batch that is under way and not decided: what stands against them here stands against them there.</summary>
    async Task<bool> VetoAsync(string ground, string reason, string evidence, string decider, DateOnly day, CancellationToken stop)
    {
        var closed = await db.QueryAsync<(Guid Id, Guid Batch, string Path)>("""
            update appointment_candidate x set state = '3', veto_ground = @ground, veto_reason = @reason, veto_evidence = @evidence, vetoed_by = @decider, vetoed_on = @day, reopened_on = null, veto_path = @path, veto_entered_by = @actor, version = version + 1, changed_at = now(), changed_by = @actor
            where x.cadre_id = @CadreId and x.state in ('1', '2', '7') and x.removed_at is null and not exists (select from appointment_batch b where b.id = x.appointment_batch_id and b.state in ('8', '9')) returning x.id, x.appointment_batch_id, x.locality_path
            """, new { One.CadreId, ground, reason, evidence, decider, day, path = Here.Locality.Path, actor = db.Actor.Id }, stop);
        foreach (var one in closed)
            await Batch.LogAsync(db, Batch.Head with { Id = one.Batch, Path = one.Path }, day, "一票否决：" + Appointing.Grounds.NameOf(ground), One.Name, $"{decider}决定；理由：{reason}；依据：{evidence}{(one.Id == One.Id ? "" : $"；见{Batch.Head.Name}")}", stop);
        return closed.Any(one => one.Id == One.Id);
    }

    /// <summary>复议 (A7): more than half of all members have agreed to take up again what was voted down. At the decision it is put to the vote once more; afterwards it may be brought in another batch. What was voted stays in the record of the case.</summary>
    public async Task<IActionResult> OnPostReviewAsync(Guid id, string? on, int? members, int? agreed, string? reason, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (One is not { State: "6", DecidedOn: { } decided } || One.ReviewOn is not null) return Refuse(One.ReviewOn is null ? "表决没有通过的，才有复议" : "已经登记同意复议");
        if (DayIn("同意复议日期", on, out var day) is { } wrong) return Refuse(wrong);
        if (day < decided) return Refuse($"同意复议日期早于表决 {Dates.Format(decided)}");
        if (members is not (> 0 and <= 200) || agreed is not >= 0 || agreed > members) return Refuse("请填应到成员人数和同意复议的人数，后者不能多于前者");
        if (Blank(reason) is not { Length: <= 500 } why) return Refuse("复议理由：请写明表决以后有什么变化（500 字以内）");
        var finding = BatchRules.ReviewAgreed.Check(new() { ReviewMembers = members, ReviewFor = agreed }, (await RuleSettings.ReadAsync(db, stop)).For(BatchRules.ReviewAgreed, Batch.Head.Path, day));
        if (finding.Refuses) return Refuse($"{finding.Rule!.Title}（{finding.Rule.Basis}）：{finding.Words}");
        var isHere = Case is { IsOpen: true, Step: "decision" };
        if (await db.ExecuteAsync($"""
            update appointment_candidate set review_on = @day, review_members = @members, review_for = @agreed, review_reason = @why{(isHere ? ", state = '2', decided_on = null, votes_for = null, votes_against = null, votes_deferred = null, is_eligible = null, findings = null" : "")}, version = version + 1, changed_at = now(), changed_by = @actor
            where id = @id and state = '6' and review_on is null
            """, new { id, day, members, agreed, why, actor = db.Actor.Id }, stop) == 0) return Refuse(Overtaken);
        await Batch.LogAsync(db, Batch.Head, day, "同意复议", One.Name, $"应到 {members} 人，同意复议 {agreed} 人；{why}；原表决（{Dates.Format(decided)}）：同意 {One.VotesFor}，不同意 {One.VotesAgainst}，缓议 {One.VotesDeferred}", stop);
        await db.RecordAsync(new(DeedKind.Update, "batches", Batch.Head.Id, Batch.Head.Path, $"{Batch.Head.Name}：{One.Name}", [new("同意复议", null, $"{Dates.Format(day)}，{agreed}/{members}")]), stop);
        TempData["Done"] = isHere ? "已登记同意复议，可以重新设表决票" : "已登记同意复议，可以列入另一个批次再提";
        return Redirect(Address);
    }

    public async Task<IActionResult> OnPostReopenAsync(Guid id, string? on, string? document, string? reason, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (One.State != "3") return Refuse("没有被一票否决");
        if (!MayReopen) return Refuse($"一票否决由{One.VetoedBy}作出，只有该机关可以恢复；请由{Here.PlaceAt(One.VetoPath!)?.Name}有“登记讨论决定机关恢复被否决的人选”权限的人办理");
        // Two hands: who has written down the veto does not write down that it is gone.
        if (One.VetoEnteredBy == db.Actor.Id) return Refuse("登记一票否决的人不能自己登记恢复，请由另一人登记");
        if (DayIn("决定日期", on, out var day) is { } wrong) return Refuse(wrong);
        if (day < One.VetoedOn) return Refuse($"恢复的日期早于否决的 {Dates.Format(One.VetoedOn!.Value)}");
        if (Blank(document) is not { } no || Blank(reason) is not { } why) return Refuse("请填恢复的决定文号（会议纪要）和理由");
        // Asked anew: what did not pass before does not stand as passed because the veto is gone.
        await db.ExecuteAsync("update appointment_check set removed_at = now(), removed_by = @actor, removed_reason = '恢复人选，重新提出', version = version + 1 where candidate_id = @id and conclusion = '2' and removed_at is null", new { id, actor = db.Actor.Id }, stop);
        if (await db.ExecuteAsync("update appointment_candidate set state = case when kind in ('1', '2') and not exists (select from org.procedure_case c where c.subject_id = appointment_batch_id and c.facts ? 'objects_on') then '1' else '2' end, reopened_on = @day, version = version + 1, changed_at = now(), changed_by = @actor where id = @id and state = '3'", new { id, day, actor = db.Actor.Id }, stop) == 0) return Refuse(Overtaken);
        return await DoneAsync("恢复人选", $"{One.VetoedBy}决定（{no}）：{why}；原否决：{One.VetoReason}", day, stop);
    }

    // ---- inspection, exceptions, facts

    public async Task<IActionResult> OnPostReportAsync(Guid id, string? report, string? shortcomings, string? on, string? reason, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (One.State != "2" || Case is not { IsOpen: true, Step: "inspection" }) return Refuse("到“组织考察”这一步，才能写考察对象的考察材料");
        if (!MayChangeReport) return Refuse("已有考察材料；修改须有“看考察材料、谈话记录”的权限");
        if (Blank(report) is null || Blank(shortcomings) is null) return Refuse("考察材料要写明德能勤绩廉表现和主要特点，也要写明主要缺点和不足");
        if (DayIn("考察材料日期", on, out var day) is { } wrong) return Refuse(wrong);
        if (await db.ExecuteAsync("update appointment_candidate set report = @report, shortcomings = @shortcomings, reported_on = @day, reason = @reason, version = version + 1, changed_at = now(), changed_by = @actor where id = @id and state = '2' and version = @Version", new { id, One.Version, report = Blank(report), shortcomings = Blank(shortcomings), day, reason = Blank(reason), actor = db.Actor.Id }, stop) == 0) return Refuse(Overtaken);
        await Merits.ListAsync(db, id, day, stop);
        // Whoever has signed has signed what stood there before.
        await db.ExecuteAsync("update appointment_inspector set signed_on = null, version = version + 1 where appointment_batch_id = @Id and signed_on is not null", new { Batch.Head.Id }, stop);
        return await DoneAsync("考察材料", "写成，考察组须全体签名", day, stop);
    }

    public async Task<IActionResult> OnPostFactsAsync(Guid id, string? abroad, bool exceptional, string? why, string? agreed, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!IsUndecided || !IsOpen) return Refuse("讨论决定以后不再改");
        DateOnly? agreedOn = null;
        if (Blank(agreed) is { } said)
        {
            if (!Dates.TryParse(said, out var day, out var fault)) return Refuse("上级同意日期：" + fault);
            agreedOn = day;
        }
        if (exceptional && Blank(why) is null) return Refuse("破格提拔：请写明特别优秀或工作特殊需要的具体理由");
        if (await db.ExecuteAsync("update appointment_candidate set family_abroad = @abroad, is_exceptional = @exceptional, exceptional_reason = @why, superior_agreed_on = @agreedOn, version = version + 1, changed_at = now(), changed_by = @actor where id = @id and state in ('1', '2', '7')",
            new { id, abroad = abroad switch { "1" => true, "0" => false, _ => (bool?)null }, exceptional, why = exceptional ? Blank(why) : null, agreedOn = exceptional ? agreedOn : null, actor = db.Actor.Id }, stop) == 0) return Refuse(Overtaken);
        return await DoneAsync("资格校验的内容", exceptional ? $"破格：{Blank(why)}{(agreedOn is { } on ? $"，上级 {Dates.Format(on)} 同意" : "，上级还没有同意")}" : "已登记", Clock.Today, stop);
    }

    // ---- after the decision

    public async Task<IActionResult> OnPostObjectionAsync(Guid id, string? on, string? words, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (One.State != "5" || !IsPublished) return Refuse("公示期间才登记反映的问题");
        if (DayIn("反映日期", on, out var day) is { } wrong) return Refuse(wrong);
        if (Blank(words) is not { } said) return Refuse("请写反映的问题");
        // One after the other: what was said and found before stays in the record.
        if (await db.ExecuteAsync("update appointment_candidate set objection = @said, objection_on = @day, objection_result = null, version = version + 1, changed_at = now(), changed_by = @actor where id = @id and state = '5' and (objection is null or objection_result is not null)", new { id, said, day, actor = db.Actor.Id }, stop) == 0)
            return Refuse("已有一条反映没有查结；先查结，再登记下一条");
        return await DoneAsync("公示期间有反映", said, day, stop);
    }

    public async Task<IActionResult> OnPostSettledAsync(Guid id, bool isProven, string? words, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (One is not { State: "5", Objection: not null, ObjectionResult: null }) return Refuse("没有待查的反映");
        if (Blank(words) is not { } said) return Refuse("请写查核结论");
        if (await db.ExecuteAsync("update appointment_candidate set objection_result = @said, state = case when @isProven then '8' else state end, version = version + 1, changed_at = now(), changed_by = @actor where id = @id and state = '5' and objection is not null and objection_result is null", new { id, said, isProven, actor = db.Actor.Id }, stop) == 0) return Refuse(Overtaken);
        return await DoneAsync(isProven ? "公示后不予任职" : "公示反映查结", said, Clock.Today, stop);
    }

    public async Task<IActionResult> OnPostLawfulAsync(Guid id, string? on, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (One is not { State: "5", Post.Way: "2" }) return Refuse("不是推荐提名、还没有任职的人选");
        if (DayIn("选举、任命日期", on, out var day) is { } wrong) return Refuse(wrong);
        if (day < One.DecidedOn) return Refuse($"早于讨论决定的 {Dates.Format(One.DecidedOn!.Value)}");
        if (await db.ExecuteAsync("update appointment_candidate set lawful_on = @day, version = version + 1, changed_at = now(), changed_by = @actor where id = @id and state = '5'", new { id, day, actor = db.Actor.Id }, stop) == 0) return Refuse(Overtaken);
        return await DoneAsync("依法选举、任命", Dates.Format(day), day, stop);
    }

    public async Task<IActionResult> OnPostConfirmAsync(Guid id, string? on, string? fit, string? words, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (One is not { State: "9", HasProbation: true, TookOfficeOn: { } since }) return Refuse("不在试用期");
        if (DayIn("考核日期", on, out var day) is { } wrong) return Refuse(wrong);
        if (fit is not ("1" or "0") || Blank(words) is not { } said) return Refuse("请选胜任或不胜任，并写考核意见");
        var settings = await RuleSettings.ReadAsync(db, stop);
        var year = AppointmentRules.ProbationYear.Check(new() { ProbationFrom = since, ConfirmedOn = day }, settings.For(AppointmentRules.ProbationYear, Batch.Head.Path, day));
        if (year.Refuses && fit == "1") return Refuse($"{year.Rule!.Title}（{year.Rule.Basis}）：{year.Words}，最早 {Dates.Format(year.Earliest!.Value)}");
        if (await TakingOffice.ConfirmAsync(db, Batch.Head, One, day, fit == "1", said, stop) is { } fault) return Refuse(fault);
        TempData["Done"] = fit == "1" ? $"{One.Name}试用期满，正式任职" : $"{One.Name}免去试任职务";
        return Redirect(Address);
    }

    const string Overtaken = "刚在别处办过，请刷新看了再办";

    static string? DayIn(string what, string? text, out DateOnly day) => !Dates.TryParse(text, out day, out var fault) ? $"{what}：{fault}" : day > Clock.Today ? $"{what} {Dates.Format(day)} 晚于今天" : null;
    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    async Task<IActionResult> DoneAsync(string what, string words, DateOnly on, CancellationToken stop)
    {
        await Batch.LogAsync(db, Batch.Head, on, what, One.Name, words, stop);
        await db.RecordAsync(new(DeedKind.Update, "batches", Batch.Head.Id, Batch.Head.Path, $"{Batch.Head.Name}：{One.Name}", [new(what, null, words)]), stop);
        TempData["Done"] = $"{One.Name}：{what}已登记";
        return Redirect(Address);
    }

    PageResult Refuse(string fault)
    {
        Fault = fault;
        Response.StatusCode = 422;
        return Page();
    }
}

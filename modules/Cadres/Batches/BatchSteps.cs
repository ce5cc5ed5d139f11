namespace OrgWork.Cadres;

/// <summary>A team against its approved number, as it is and as the batch would leave it.</summary>
public sealed record TeamNumbers(Guid Id, string Name, int? Approved, int Extra, int Now, int After)
{
    /// <summary>Beyond what is approved and what the level above has agreed to.</summary>
    public int Over => Math.Max(0, After - (Approved ?? After) - Extra);
}

/// <summary>What the steps of 干部任免 ask of the batch, and what they do with it.</summary>
static class BatchSteps
{
    static Dictionary<string, string> Facts(params (string Fact, object? Value)[] facts) => facts.Where(one => one.Value is not null).ToDictionary(one => one.Fact, one => CaseFacts.Write(one.Value)!);

    static async Task<Batch> BatchAsync(Db db, StepDeed deed, CancellationToken stop) =>
        await Batch.LoadAsync(db, deed.Case.SubjectId, deed.On, stop) ?? throw new InvalidOperationException("The batch of this case is gone.");

    public static async Task<IReadOnlyDictionary<string, string>> MotionAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        var batch = await BatchAsync(db, deed, stop);
        var (over, words) = await QuotaAsync(db, batch, deed.On, stop);
        return Facts(("posts", batch.Posts.Count), ("candidates", batch.Candidates.Count(one => one.IsIn)), ("over_quota", over), ("quota_words", words));
    }

    /// <summary>Each team whose numbers the batch touches: who sits there now, who goes, who comes, against the number that is approved. One person for a post, however many are considered.</summary>
    public static async Task<(int Over, string Words)> QuotaAsync(Db db, Batch batch, DateOnly day, CancellationToken stop)
    {
        var teams = await TeamsAsync(db, batch, day, stop);
        var over = teams.Where(team => team.Over > 0).ToList();
        var unknown = teams.Where(team => team.Approved is null).Select(team => team.Name).ToList();
        var words = string.Join("；", teams.Where(team => team.Approved is not null).Select(team => $"{team.Name}核定 {team.Approved}{(team.Extra > 0 ? $"（经批准可超 {team.Extra}）" : "")}，现配 {team.Now}，调整后 {team.After}{(team.Over > 0 ? $"，超 {team.Over}" : "")}").Concat(unknown.Select(name => $"{name}没有登记核定职数")));
        return (over.Count + unknown.Count, words);
    }

    public static async Task<IReadOnlyList<TeamNumbers>> TeamsAsync(Db db, Batch batch, DateOnly day, CancellationToken stop)
    {
        var into = batch.Posts.Where(post => post.TeamId is not null && batch.Candidates.Any(one => one.PostId == post.Id && one.IsIn)).ToList();
        var boards = await TeamBoard.LoadManyAsync(db, [.. into.Select(post => post.TeamId!.Value).Distinct()], day, stop);
        return [.. boards.Select(board =>
        {
            var seats = into.Where(post => post.TeamId == board.Id).Select(post => post.SeatId).ToHashSet();
            var leaving = batch.Candidates.Where(one => one.IsIn && !one.KeepsPosts && (one.Post is null || batch.Candidates.Count(other => other.PostId == one.PostId && other.IsIn) == 1)).Select(one => one.CadreId).ToHashSet();
            var after = board.Seats.Count(seat => seat.IsCounted && (seats.Contains(seat.Id) || seat.CadreId is { } holder && !leaving.Contains(holder)));
            // A seat that is taken while its holder stays is one more than there are seats.
            var crowded = board.Seats.Count(seat => seat.IsCounted && seats.Contains(seat.Id) && seat.CadreId is { } holder && !leaving.Contains(holder));
            return new TeamNumbers(board.Id, board.Name, board.Approved, board.Extra, board.Occupied, after + crowded);
        })];
    }

    public static async Task<IReadOnlyDictionary<string, string>> TalksAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        var (tallies, notes) = await db.FirstAsync<(int, int)>("""
            select (select count(*)::int from org.poll where subject_id = @SubjectId and kind = 'talk-recommendations' and state = 'signed'), (select count(*)::int from appointment_talk where appointment_batch_id = @SubjectId and stage = '1' and removed_at is null)
            """, new { deed.Case.SubjectId }, stop);
        return Facts(("talk_tallies", tallies), ("talk_notes", notes));
    }

    public static async Task<IReadOnlyDictionary<string, string>> ReferencesAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        var batch = await BatchAsync(db, deed, stop);
        // Moves at the same level and removals are not recommended anew.
        var posts = batch.Candidates.Where(one => one.IsPromotion && one.IsIn).Select(one => one.PostId).Distinct().Count();
        return Facts(("reference_persons", batch.Candidates.Count(one => one.IsReference && one.IsIn)), ("reference_posts", posts));
    }

    public static async Task<IReadOnlyDictionary<string, string>> MeetingAsync(Db db, StepDeed deed, CancellationToken stop) => await Ballots.SignedAsync(db, BatchPolls.Meeting, deed.Case.SubjectId, stop) is { } poll
        ? Facts(("invited", poll.Tally.Whole.Eligible), ("attended", poll.Tally.Whole.Present), ("meeting_polled_on", poll.Poll.HeldOn)) : Facts();

    public static async Task<IReadOnlyDictionary<string, string>> ObjectsAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        var (batch, settings) = (await BatchAsync(db, deed, stop), await RuleSettings.ReadAsync(db, stop));
        var without = batch.Posts.Count(post => batch.Candidates.All(one => one.PostId != post.Id || !one.IsForDecision));
        var barred = batch.ForDecision.Where(one => one.IsPromotion).Select(one => (one.Name, Found: Eligibility.Judge(one, settings, batch.Head.Path, deed.On).Where(finding => finding.Rule == AppointmentRules.LastAssessment || finding.Rule == AppointmentRules.NotAffected).Where(Eligibility.Stops).ToList())).Where(one => one.Found.Count > 0).ToList();
        // Posts and people may have come since the motion.
        var (over, said) = await QuotaAsync(db, batch, deed.On, stop);
        return Facts(("posts_without", without), ("over_quota", over), ("quota_words", said), ("barred", barred.Count), ("barred_words", barred.Count == 0 ? null : string.Join("；", barred.Select(one => $"{one.Name}：{string.Join("，", one.Found.Select(finding => finding.Rule!.WhenBroken))}"))));
    }

    const string NotChosen = "没有列为考察对象";

    /// <summary>Whoever was considered and has not become an object of inspection is no candidate any more.</summary>
    public static async Task<string?> ObjectsFixedAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        var batch = await BatchAsync(db, deed, stop);
        foreach (var one in batch.Candidates.Where(one => one.State == "1"))
        {
            await db.ExecuteAsync("update appointment_candidate set state = '4', closed_reason = @NotChosen, version = version + 1 where id = @Id and state = '1'", new { one.Id, NotChosen }, stop);
            await Batch.LogAsync(db, batch.Head, deed.On, "没有列为考察对象", one.Name, null, stop);
        }
        return await LogAsync(db, deed, stop);
    }

    public static async Task<IReadOnlyDictionary<string, string>> InspectionAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        var batch = await BatchAsync(db, deed, stop);
        var (vetters, unsigned) = await db.FirstAsync<(int, int)>("select count(*)::int, count(*) filter (where signed_on is null)::int from appointment_inspector where appointment_batch_id = @SubjectId and removed_at is null", new { deed.Case.SubjectId }, stop);
        var lacking = batch.ForDecision.Where(one => one.IsPromotion && (string.IsNullOrWhiteSpace(one.Report) || string.IsNullOrWhiteSpace(one.Shortcomings) || one.MeritsOn is null)).Select(one => one.Name).ToList();
        return Facts(("vetters", vetters), ("unsigned", unsigned), ("unreported", lacking.Count), ("report_words", lacking.Count == 0 && unsigned == 0 ? null : string.Join("；", new[] { lacking.Count == 0 ? null : $"缺考察材料（含实绩和一线经历清单）：{string.Join("、", lacking)}", unsigned == 0 ? null : $"考察组 {unsigned} 人没有签名" }.OfType<string>())));
    }

    public static async Task<IReadOnlyDictionary<string, string>> DecisionAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        if (await Ballots.SignedAsync(db, BatchPolls.Decision, deed.Case.SubjectId, stop) is not { } poll) return Facts();
        var batch = await BatchAsync(db, deed, stop);
        var passed = batch.Candidates.Where(one => one.State == "5").ToList();
        var (over, said) = await QuotaAsync(db, batch, deed.On, stop);
        var asked = BatchPolls.BatchFactsOf(batch, passed, await RuleSettings.ReadAsync(db, stop), deed.On);
        return Facts(("members", poll.Tally.Whole.Eligible), ("present", poll.Tally.Whole.Present), ("polled_on", poll.Poll.HeldOn), ("deliberations", asked.Deliberations), ("unheard_non_party", asked.UnheardNonParty), ("non_party_words", asked.NonPartyWords), ("passed", passed.Count), ("over_quota", over), ("quota_words", said),
            ("unchecked", asked.Unchecked), ("check_words", asked.CheckWords), ("ungated", asked.Ungated), ("gate_words", asked.GateWords), ("ineligible", asked.Ineligible), ("eligible_words", asked.EligibleWords));
    }

    public static async Task<IReadOnlyDictionary<string, string>> NoticeAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        var batch = await BatchAsync(db, deed, stop);
        var passed = batch.Candidates.Where(one => one.State == "5").ToList();
        return Facts(("promoted", passed.Count(one => one.IsPromotion)), ("probationers", passed.Count(one => one.HasProbation)), ("open_objections", passed.Count(one => one.Objection is not null && one.ObjectionResult is null)));
    }

    public static async Task<IReadOnlyDictionary<string, string>> ConfirmedAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        var batch = await BatchAsync(db, deed, stop);
        return Facts(("unconfirmed", batch.Candidates.Count(one => one.State == "9" && one.HasProbation)));
    }

    /// <summary>Every step stands in the record of the case by itself.</summary>
    public static async Task<string?> LogAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        var head = (await BatchAsync(db, deed, stop)).Head;
        var words = string.Join("，", deed.Step.Fields.Concat(deed.Outcome?.Fields ?? []).Where(field => deed.Facts[field.Column] is not null).Select(field => $"{field.Label}：{deed.Facts.Show(field)}"));
        await Batch.LogAsync(db, head, deed.On, deed.Step.Title, null, string.Join("；", new[] { deed.Outcome?.Title, words is "" ? null : words, deed.Step.AllDocuments.Count == 0 ? null : "材料：" + string.Join("、", deed.Step.Documents.Concat(deed.Outcome?.Documents ?? [])) }.Where(said => !string.IsNullOrEmpty(said))), stop);
        return null;
    }

    public static async Task<string?> DecidedAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        var batch = await BatchAsync(db, deed, stop);
        if (deed.Outcome!.Id == "pass" && batch.ForDecision.FirstOrDefault(one => one.DecidedOn != deed.On) is { } open) return $"{open.Name}还没有表决";
        await db.ExecuteAsync("update appointment_batch set decided_on = @on, version = version + 1 where id = @Id", new { batch.Head.Id, on = deed.Outcome.Id == "pass" ? deed.On : (DateOnly?)null }, stop);
        return await LogAsync(db, deed, stop);
    }

    public static async Task<string?> AppointedAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        var batch = await BatchAsync(db, deed, stop);
        if (await TakingOffice.AllAsync(db, batch, deed.Facts.Day("decided_on")!.Value, deed.Facts["document_no"]!, stop) is { } fault) return fault;
        await db.ExecuteAsync("update appointment_batch set document_no = @no, version = version + 1 where id = @Id", new { batch.Head.Id, no = deed.Facts["document_no"] }, stop);
        return await LogAsync(db, deed, stop);
    }

    public static async Task FollowAsync(Db db, ProcedureCase one, CancellationToken stop)
    {
        await db.ExecuteAsync("update appointment_batch set state = @state, version = version + 1 where id = @SubjectId and state <> @state",
            new { one.SubjectId, state = one.State switch { "done" => "8", "stopped" => "9", _ => one.Facts["notified_on"] is not null ? "3" : "2" } }, stop);
        if (one.IsOpen && await db.FirstAsync<string>("select kind from org.procedure_act where case_id = @Id order by number desc limit 1", new { one.Id }, stop) is (ActKind.Returned or ActKind.Withdrawn) and var kind) await SetBackAsync(db, one, kind == ActKind.Returned, stop);
    }

    /// <summary>A step that was taken back leaves people as they were before it: those left out can be chosen again, those voted on are to be voted on, those chosen are considered.</summary>
    static async Task SetBackAsync(Db db, ProcedureCase one, bool isReturned, CancellationToken stop)
    {
        static int At(string step) => AppointmentProcedure.Procedure.Steps.ToList().FindIndex(found => found.Id == step);
        var at = At(one.Step);
        if (at > At("decision")) return;
        // The vote stands while only the step that recorded it is taken back; it is void once the case goes back on account of it.
        await db.ExecuteAsync("update appointment_batch set decided_on = null, version = version + 1 where id = @SubjectId and decided_on is not null", new { one.SubjectId }, stop);
        if (isReturned || at < At("decision"))
            await db.ExecuteAsync("""
                update org.poll set state = 'void', void_reason = '退回，重新表决', version = version + 1 where subject_id = @SubjectId and kind = 'decisions' and state = 'signed';
                update appointment_candidate set state = '2', decided_on = null, votes_for = null, votes_against = null, votes_deferred = null, is_eligible = null, findings = null, version = version + 1, changed_at = now(), changed_by = @actor
                where appointment_batch_id = @SubjectId and removed_at is null and (state in ('5', '7') or state = '6' and @again)
                """, new { one.SubjectId, actor = db.Actor.Id, again = at < At("decision") }, stop);
        if (at <= At("objects"))
            await db.ExecuteAsync("update appointment_candidate set state = '1', closed_reason = null, version = version + 1, changed_at = now(), changed_by = @actor where appointment_batch_id = @SubjectId and removed_at is null and state = '4' and closed_reason = @NotChosen", new { one.SubjectId, actor = db.Actor.Id, NotChosen }, stop);
        if (at < At("objects"))
            await db.ExecuteAsync("update appointment_candidate set state = '1', version = version + 1, changed_at = now(), changed_by = @actor where appointment_batch_id = @SubjectId and removed_at is null and state = '2' and kind in ('1', '2')", new { one.SubjectId, actor = db.Actor.Id }, stop);
    }
}

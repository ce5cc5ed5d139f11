namespace OrgWork.Cadres;

/// <summary>推荐票, 民主测评票 and 表决票 of a batch. Sums, quorum and majority are the poll engine's; when each may be set up is the batch's.</summary>
public static class BatchPolls
{
    const string Regulation = "党政领导干部选拔任用工作条例";
    static readonly CodeSet Names = new("recommendation", "推荐票", Regulation, [new("1", "推荐")]);
    static readonly CodeSet Votes = new("decision_vote", "表决票", Regulation, [new("1", "同意"), new("2", "不同意"), new("3", "缓议")]);
    static readonly CodeSet Grades = new("appraisal_grade", "测评票", Regulation, [new("1", "优秀"), new("2", "称职"), new("3", "基本称职"), new("4", "不称职"), new("5", "不了解")]);

    public static readonly PollKind Talks = new()
    {
        Id = "talk-recommendations", Title = "谈话调研推荐", Form = PollForm.Names, Choices = Names, ItemNoun = "推荐人选", ShareName = "推荐率", ReadPermission = Appointing.Read, ConductPermission = Appointing.Act, SubjectPath = "cadres/batches",
        Groups = [.. Appointing.TalkCategories.Codes.Select(code => new PollGroup(code.Name))], Ready = (db, subject, day, stop) => OpenAsync(db, subject, "talks", null, stop),
    };

    public static readonly PollKind Meeting = new()
    {
        Id = "meeting-recommendations", Title = "会议推荐", Form = PollForm.Names, Choices = Names, ItemNoun = "参考人选", ShareName = "推荐率", ReadPermission = Appointing.Read, ConductPermission = Appointing.Act, SubjectPath = "cadres/batches",
        Groups = [new("参加会议推荐的人员")], Ready = MeetingReadyAsync,
    };

    public static readonly PollKind Appraisal = new()
    {
        Id = "appraisals", Title = "考察民主测评", Form = PollForm.Each, Choices = Grades, Favourable = ["1", "2"], ItemNoun = "考察对象", ShareName = "优秀、称职率", ReadPermission = Appointing.Read, ConductPermission = Appointing.Act, SubjectPath = "cadres/batches",
        Groups = [new("参加测评的人员")], Ready = (db, subject, day, stop) => OpenAsync(db, subject, "inspection", null, stop),
    };

    public static readonly PollKind Decision = new()
    {
        Id = "decisions", Title = "任免表决", Form = PollForm.Each, Choices = Votes, ItemNoun = "任免事项", ShareName = "同意率", ReadPermission = Appointing.Read, ConductPermission = Appointing.Act, SubjectPath = "cadres/batches", Groups = [new("应到会成员")],
        Quorum = [PollRules.Present("cadres.decisions.quorum", new(Regulation, "第六章", true), 2, 3, "应到会成员")], Majority = PollRules.MajorityOfAll("cadres.decisions.majority", new(Regulation, "第六章", true), "应到会成员"),
        Ready = DecisionReadyAsync, Signed = DecidedAsync, Voided = UndecidedAsync,
    };

    public static IReadOnlyList<PollKind> All => [Talks, Meeting, Appraisal, Decision];

    static async Task<(Batch? Batch, string? Step, CaseFacts Facts)> AtAsync(Db db, Guid? subject, DateOnly day, CancellationToken stop)
    {
        if (subject is not { } id || await Batch.LoadAsync(db, id, day, stop) is not { } batch) return (null, null, new());
        var one = await db.FirstAsync<ProcedureCase>($"select {ProcedureCase.Columns} from org.procedure_case where subject_id = @id and procedure = 'appointments' order by opened_on desc, created_at desc limit 1", new { id }, stop);
        return (batch, one is { IsOpen: true } ? one.Step : null, one?.Facts ?? new());
    }

    static async Task<string?> OpenAsync(Db db, Guid? subject, string step, DateOnly? day, CancellationToken stop)
    {
        var (batch, now, _) = await AtAsync(db, subject, day ?? Clock.Today, stop);
        if (batch is null) return "请从任免批次的页面设票";
        return now == step ? null : $"这一批{(now is null ? "没有在办" : $"现在办到“{AppointmentProcedure.Procedure.Find(now)!.Title}”")}；到“{AppointmentProcedure.Procedure.Find(step)!.Title}”这一步才能设票";
    }

    /// <summary>Closed until the talks are over, unless the place lets the meeting come first.</summary>
    static async Task<string?> MeetingReadyAsync(Db db, Guid? subject, DateOnly? day, CancellationToken stop)
    {
        var on = day ?? Clock.Today;
        var (batch, now, facts) = await AtAsync(db, subject, on, stop);
        if (batch is null) return "请从任免批次的页面设票";
        if (now is not ("talks" or "reference" or "meeting")) return "这一批不在民主推荐阶段，不能设会议推荐票";
        var settings = await RuleSettings.ReadAsync(db, stop);
        var finding = BatchRules.TalkFirst.Check(new() { TalksClosedOn = facts.Day("talks_closed_on"), RecommendedOn = on }, settings.For(BatchRules.TalkFirst, batch.Head.Path, on));
        return finding.Refuses ? $"{finding.Rule!.Title}（{finding.Rule.Basis}）：{finding.Words}" : null;
    }

    /// <summary>Whoever is put to the vote has passed what must be passed by that day.</summary>
    static async Task<string?> DecisionReadyAsync(Db db, Guid? subject, DateOnly? day, CancellationToken stop)
    {
        if (day is not { } on)
        {
            // Before the day is said: open when it would do on the day that was planned, or today.
            var planned = await db.FirstAsync<DateOnly?>("select planned_on from appointment_batch where id = @subject", new { subject }, stop);
            return await DecisionReadyAsync(db, subject, planned ?? Clock.Today, stop) is not { } then ? null : planned is null ? then : await DecisionReadyAsync(db, subject, Clock.Today, stop) is null ? null : then;
        }
        var (batch, now, _) = await AtAsync(db, subject, on, stop);
        if (batch is null) return "请从任免批次的页面设票";
        if (now != "decision") return "考察办结以后才能设表决票";
        if (!batch.ForDecision.Any()) return "没有提交讨论决定的人选";
        // A file may have come into doubt after its check was answered.
        if (await db.FirstAsync<string>("select string_agg(name, '、' order by name) from archive where cadre_id = any(@promoted) and facts_state = '5' and state <> '4' and removed_at is null", new { promoted = batch.ForDecision.Where(one => one.IsPromotion).Select(one => one.CadreId).ToArray() }, stop) is { } doubtful) return $"还不能提交讨论决定：三龄两历一身份存疑，不得提拔：{doubtful}";
        var settings = await RuleSettings.ReadAsync(db, stop);
        return WhyNotYet(batch, settings, on) is { Count: > 0 } faults ? "还不能提交讨论决定：" + string.Join("；", faults) : null;
    }

    public static IReadOnlyList<string> WhyNotYet(Batch batch, RuleSettings settings, DateOnly day)
    {
        var facts = BatchFactsOf(batch, [.. batch.ForDecision], settings, day);
        return [.. new[] { BatchRules.Deliberated, BatchRules.NonPartyHeard, BatchRules.FourPassed, BatchRules.GatePassed, BatchRules.AllEligible }.Select(rule => rule.Check(facts, settings.For(rule, batch.Head.Path, day))).Where(finding => finding.Refuses).Select(finding => $"{finding.Rule!.Title}（{finding.Rule.Basis}）：{finding.Words}")];
    }

    /// <summary>What stands in the way of deciding, in words with names.</summary>
    public static BatchFacts BatchFactsOf(Batch batch, IReadOnlyList<BatchCandidate> people, RuleSettings settings, DateOnly day)
    {
        var path = batch.Head.Path;
        var unchecked_ = people.Where(one => one.IsPromotion).Select(one => (one.Name, Finding: Eligibility.FourChecks(one, settings, path, day))).Where(one => one.Finding.IsBroken).ToList();
        var ungated = people.Where(one => one.Post is not null).Select(one => (one.Name, Finding: Eligibility.PoliticalGate(one, settings, path, day))).Where(one => Eligibility.Stops(one.Finding)).ToList();
        var ineligible = people.Select(one => (one.Name, Findings: Eligibility.Judge(one, settings, path, day).Concat(Eligibility.Consultation(one, settings, path, day) is { } asked ? [asked] : []).Where(Eligibility.Stops).ToList())).Where(one => one.Findings.Count > 0).ToList();
        // For a cadre outside the Party the united front is asked as well.
        var nonParty = batch.Deliberations.Any(one => one.Category == "5") ? [] : people.Where(one => one.IsPromotion && one.Politics is { } politics && politics is not ("01" or "02")).Select(one => one.Name).ToList();
        return new()
        {
            Deliberations = batch.Deliberations.Count, UnheardNonParty = nonParty.Count, NonPartyWords = string.Join("、", nonParty),
            Unchecked = unchecked_.Count, CheckWords = string.Join("；", unchecked_.Select(one => $"{one.Name}：{one.Finding.Words}")),
            Ungated = ungated.Count, GateWords = string.Join("；", ungated.Select(one => $"{one.Name}：{(one.Finding.Outcome == Outcome.Unknown ? "没有政治素质考察结论" : one.Finding.Words)}")),
            Ineligible = ineligible.Count, EligibleWords = string.Join("；", ineligible.Select(one => $"{one.Name}：{string.Join("，", one.Findings.Select(Said))}")),
        };
    }

    /// <summary>That somebody is in an effect period is for who may know of it; that it stops them is for all.</summary>
    static string Said(Finding finding) => finding.Rule == AppointmentRules.NotAffected ? finding.Rule.WhenBroken : $"{finding.Rule!.WhenBroken}（{finding.Words}）";

    /// <summary>What a void ballot said of people is void as well, as long as the case still stands at the decision; afterwards it goes back first.</summary>
    static async Task<string?> UndecidedAsync(Db db, Poll poll, CancellationToken stop)
    {
        var (batch, now, _) = await AtAsync(db, poll.SubjectId, poll.HeldOn, stop);
        if (batch is null) return null;
        if (now != "decision") return "这一批已经按这次表决往下办理；先在任免批次里退回到讨论决定，再作废";
        var people = await db.QueryAsync<string>("""
            update appointment_candidate set state = '2', decided_on = null, votes_for = null, votes_against = null, votes_deferred = null, is_eligible = null, findings = null, version = version + 1, changed_at = now(), changed_by = @actor
            where appointment_batch_id = @SubjectId and removed_at is null and state in ('5', '6', '7') and decided_on = @HeldOn returning name
            """, new { poll.SubjectId, poll.HeldOn, actor = db.Actor.Id }, stop);
        if (people.Count > 0) await Batch.LogAsync(db, batch.Head, Clock.Today, "表决作废", string.Join("、", people), $"{poll.Title}作废，重新表决", stop);
        return null;
    }

    /// <summary>The vote stands at each person, with what the rules said of them on that day.</summary>
    static async Task<string?> DecidedAsync(Db db, PollResult result, CancellationToken stop)
    {
        var day = result.Poll.HeldOn;
        if (day > Clock.Today) return "讨论决定日期晚于今天，请到那天再签认";
        if (result.Poll.SubjectId is not { } id || await Batch.LoadAsync(db, id, day, stop) is not { } batch) return "这次表决没有关联任免批次，请从批次的页面设票";
        if (await DecisionReadyAsync(db, id, day, stop) is { } closed) return closed;
        var people = batch.ForDecision.ToList();
        var items = result.Tally.Items;
        if (items.FirstOrDefault(item => people.All(one => one.Line != item.Title)) is { } strange) return $"“{strange.Title}”不在这一批提交讨论的人选里";
        if (people.FirstOrDefault(one => items.All(item => item.Title != one.Line)) is { } lacking) return $"表决票上缺“{lacking.Line}”；每名人选逐一表决";
        var settings = await RuleSettings.ReadAsync(db, stop);
        foreach (var one in people)
        {
            var item = items.First(item => item.Title == one.Line);
            int[] votes = [.. result.Tally.Choices.Select(choice => result.Tally.Votes(item, choice))];
            var findings = Eligibility.Judge(one, settings, batch.Head.Path, day).Append(Eligibility.PoliticalGate(one, settings, batch.Head.Path, day)).ToList();
            if (one.IsPromotion) findings.Add(Eligibility.FourChecks(one, settings, batch.Head.Path, day));
            if (one.Post is null) findings.Clear();
            var state = item.Outcome == "passed" ? "5" : votes[2] > votes[1] ? "7" : "6";
            if (await db.ExecuteAsync("""
                update appointment_candidate set state = @state, review_on = null, review_members = null, review_for = null, review_reason = null, decided_on = @day, votes_for = @yes, votes_against = @no, votes_deferred = @later, is_eligible = @eligible, findings = @findings, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id and state in ('2', '7')
                """, new { one.Id, state, day, yes = votes[0], no = votes[1], later = votes[2], eligible = Eligibility.IsEligible(findings), findings = Eligibility.Keep(findings), actor = db.Actor.Id }, stop) == 0) return $"{one.Name}刚在别处办过，请刷新再看";
            await Batch.LogAsync(db, batch.Head, day, "表决", one.Name, $"{one.Line}：同意 {votes[0]}，不同意 {votes[1]}，缓议 {votes[2]}，应到 {result.Tally.Whole.Eligible}，实到 {result.Tally.Whole.Present}；{Appointing.CandidateStates.NameOf(state)}；决定之日资格校验{(Eligibility.IsEligible(findings) ? "符合" : "不符合")}", stop);
        }
        return null;
    }
}

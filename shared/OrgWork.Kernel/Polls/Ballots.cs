using System.Globalization;
using System.Text.Json;

namespace OrgWork.Kernel;

/// <summary>What somebody sets up.</summary>
public sealed record PollDraft
{
    public required Guid Id { get; init; }
    public required string Title { get; init; }
    public required DateOnly HeldOn { get; init; }
    public string Way { get; init; } = "paper";
    public DateOnly? ClosesOn { get; init; }
    public string? Period { get; init; }
    public string? Place { get; init; }
    public Guid? SubjectId { get; init; }
    public int? Most { get; init; }
    public int? Seats { get; init; }
    public string? Presider { get; init; }
    public string? Tellers { get; init; }
    public string? Counter { get; init; }
    public string? Note { get; init; }
    public IReadOnlyList<TallyGroup> Groups { get; init; } = [];
    public IReadOnlyList<TallyItem> Items { get; init; } = [];
    /// <summary>Of an on-line poll: account and number of the group.</summary>
    public IReadOnlyList<(Guid Account, short Group)> Voters { get; init; } = [];
}

/// <summary>
/// The engine of polls. Invariants: numbers that cannot be are never stored; a result is signed off once, with what the rules said of it, and then only declared void;
/// of a vote on line nothing is kept but sums (see <c>0047_polls.sql</c>).
/// </summary>
public sealed class Ballots(Db db, RuleChecks rules, Here here)
{
    public Task<Poll?> FindAsync(PollPlace place, Guid id, CancellationToken stop) => db.FirstAsync<Poll>($"select {Poll.Columns} from org.poll where id = @id and kind = @kind", new { id, kind = place.Kind.Id }, stop);

    public Task<PollResult?> ResultAsync(PollPlace place, Guid id, CancellationToken stop) => ReadAsync(db, place.Kind, "id = @id", new { id, kind = place.Kind.Id }, stop);

    /// <summary>The latest signed poll of a kind about a case or record: what a procedure's step asks for its facts.</summary>
    public static Task<PollResult?> SignedAsync(Db db, PollKind kind, Guid subject, CancellationToken stop) => ReadAsync(db, kind, "id = (select s.id from org.poll s where s.subject_id = @subject and s.kind = @kind and s.state = 'signed' order by s.held_on desc, s.id limit 1)", new { subject, kind = kind.Id }, stop);

    static async Task<PollResult?> ReadAsync(Db db, PollKind kind, string where, object args, CancellationToken stop)
    {
        return await db.QueryManyAsync($"""
            select {Poll.Columns} from org.poll where {where} and kind = @kind;
            select number, name, weight, eligible, present, issued, returned, invalid from org.poll_group where poll_id in (select id from org.poll where {where} and kind = @kind) order by number;
            select number, title, note, row_id, is_written_in, outcome from org.poll_item where poll_id in (select id from org.poll where {where} and kind = @kind) order by number;
            select group_number, item_number, choice, votes from org.poll_count where poll_id in (select id from org.poll where {where} and kind = @kind)
            """, args, async grid =>
        {
            var poll = await grid.ReadFirstOrDefaultAsync<Poll>();
            var (groups, items, counts) = ((await grid.ReadAsync<TallyGroup>()).ToList(), (await grid.ReadAsync<TallyItem>()).ToList(), (await grid.ReadAsync<TallyCount>()).ToList());
            return poll is null ? null : new PollResult(kind, poll, TallyOf(kind, poll, groups, items, counts));
        }, stop);
    }

    public static Tally TallyOf(PollKind kind, Poll poll, IReadOnlyList<TallyGroup> groups, IReadOnlyList<TallyItem> items, IReadOnlyList<TallyCount> counts) =>
        new(kind.Form, [.. kind.Choices.Codes.Select(code => code.Value)], groups, items, counts) { Most = kind.Form == PollForm.Seats ? poll.Seats : poll.Most };

    /// <summary>How many answers it takes here before counts are given out.</summary>
    public async Task<int> MinimumAsync(PollKind kind, string path, CancellationToken stop) =>
        kind.Minimum is { } rule ? (int)(await rules.SettingsAsync(stop)).For(rule, path, Clock.Today)["votes"] : 1;

    /// <summary>Sets one up, or writes a draft anew.</summary>
    /// <returns>why it cannot be</returns>
    public async Task<string?> SaveAsync(PollPlace place, PollDraft draft, Poll? before, int version, CancellationToken stop)
    {
        var (kind, path) = (place.Kind, before?.LocalityPath ?? here.Locality.Path);
        if (before is { IsDraft: false }) return "投票已经开始或已经计票，不能再改；作废后另设一次";
        if (kind.Ready is { } ready && await ready(db, before?.SubjectId ?? draft.SubjectId, draft.HeldOn, stop) is { } closed) return closed;
        var row = new
        {
            draft.Id, path, kind = kind.Id, draft.Title, form = FormName(kind.Form), choices = kind.Choices.Codes.Select(code => code.Value).ToArray(), draft.Way, draft.HeldOn, draft.ClosesOn, draft.Period, draft.Place, draft.SubjectId, draft.Most, draft.Seats,
            minimum = Math.Max(draft.Way == "online" ? 3 : 1, await MinimumAsync(kind, path, stop)), draft.Presider, draft.Tellers, draft.Counter, draft.Note, version,
        };
        if (before is null)
        {
            if (await db.ExecuteAsync("""
                insert into org.poll (id, locality_path, kind, title, form, choices, way, held_on, closes_on, period, place, subject_id, most, seats, minimum, presider, tellers, counter, note)
                values (@Id, @path, @kind, @Title, @form, @choices, @Way, @HeldOn, @ClosesOn, @Period, @Place, @SubjectId, @Most, @Seats, @minimum, @Presider, @Tellers, @Counter, @Note) on conflict (id) do nothing
                """, row, stop) == 0) return null;
        }
        else
        {
            if (before.Way != draft.Way) return "方式定了不能改；请另设一次";
            if (await db.ExecuteAsync("""
                update org.poll set title = @Title, held_on = @HeldOn, closes_on = @ClosesOn, period = @Period, place = @Place, most = @Most, seats = @Seats, minimum = @minimum, presider = @Presider, tellers = @Tellers, counter = @Counter, note = @Note, version = version + 1
                where id = @Id and version = @version and state = 'draft'
                """, row, stop) == 0) return Overtaken;
            await db.ExecuteAsync("delete from org.poll_voter where poll_id = @Id; delete from org.poll_item where poll_id = @Id; delete from org.poll_group where poll_id = @Id", row, stop);
        }
        await WritePartsAsync(draft.Id, path, draft.Groups, draft.Items, stop);
        if (draft.Way == "online")
            await db.ExecuteAsync("insert into org.poll_voter (poll_id, account_id, group_number, locality_path) select @Id, a, g, @path from unnest(@accounts, @groups) v (a, g)",
                new { draft.Id, path, accounts = draft.Voters.Select(voter => voter.Account).ToArray(), groups = draft.Voters.Select(voter => voter.Group).ToArray() }, stop);
        await db.RecordAsync(new(before is null ? DeedKind.Create : DeedKind.Update, kind.Id, draft.Id, path, draft.Title, [new("方式", null, draft.Way == "online" ? $"网上，{draft.Voters.Count} 人" : "纸质"), new(kind.ItemNoun, null, $"{draft.Items.Count} 项"), new("日期", null, Dates.Format(draft.HeldOn))]), stop);
        return null;
    }

    async Task WritePartsAsync(Guid id, string path, IReadOnlyList<TallyGroup> groups, IReadOnlyList<TallyItem> items, CancellationToken stop)
    {
        foreach (var group in groups)
            await db.ExecuteAsync("insert into org.poll_group (poll_id, number, locality_path, name, weight, eligible, present, issued, returned, invalid) values (@id, @Number, @path, @Name, @Weight, @Eligible, @Present, @Issued, @Returned, @Invalid)",
                new { id, path, group.Number, group.Name, group.Weight, group.Eligible, group.Present, group.Issued, group.Returned, group.Invalid }, stop);
        await db.ExecuteAsync("insert into org.poll_item (poll_id, number, locality_path, title, note, row_id, is_written_in) select @id, n, @path, t, d, r, w from unnest(@numbers, @titles, @notes, @rows, @written) i (n, t, d, r, w)",
            new { id, path, numbers = items.Select(item => item.Number).ToArray(), titles = items.Select(item => item.Title).ToArray(), notes = items.Select(item => item.Note).ToArray(), rows = items.Select(item => item.RowId).ToArray(), written = items.Select(item => item.IsWrittenIn).ToArray() }, stop);
    }

    /// <summary>The counts of ballots on paper. What does not add up is not stored.</summary>
    /// <returns>what is wrong: at a field, or at none (<c>""</c>)</returns>
    public async Task<IReadOnlyList<TallyFault>> CountAsync(PollPlace place, Poll poll, Tally tally, int version, CancellationToken stop)
    {
        if (poll.IsOnline || poll.State is not ("draft" or "counted")) return [new("", "这次投票现在不能录入票数")];
        if (tally.Items.Count == 0) return [new("", $"还没有{place.Kind.ItemNoun}")];
        if (place.Kind.Ready is { } ready && await ready(db, poll.SubjectId, poll.HeldOn, stop) is { } closed) return [new("", closed)];
        if (tally.Faults() is { Count: > 0 } faults) return faults;
        if (await db.ExecuteAsync("update org.poll set state = 'counted', version = version + 1 where id = @Id and version = @version and state in ('draft', 'counted')", new { poll.Id, version }, stop) == 0) return [new("", Overtaken)];
        await db.ExecuteAsync("delete from org.poll_count where poll_id = @Id; delete from org.poll_item where poll_id = @Id; delete from org.poll_group where poll_id = @Id", new { poll.Id }, stop);
        await WritePartsAsync(poll.Id, poll.LocalityPath, tally.Groups, tally.Items, stop);
        await db.ExecuteAsync("insert into org.poll_count (poll_id, group_number, item_number, choice, locality_path, votes) select @Id, g, i, c, @LocalityPath, v from unnest(@groups, @items, @choices, @votes) x (g, i, c, v)", new
        {
            poll.Id, poll.LocalityPath, groups = tally.Counts.Select(count => count.GroupNumber).ToArray(), items = tally.Counts.Select(count => count.ItemNumber).ToArray(), choices = tally.Counts.Select(count => count.Choice).ToArray(), votes = tally.Counts.Select(count => count.Votes).ToArray(),
        }, stop);
        var whole = tally.Whole;
        await db.RecordAsync(new(DeedKind.Update, place.Kind.Id, poll.Id, poll.LocalityPath, poll.Title, [new("计票", null, $"应到 {whole.Eligible}，实到 {whole.Present}，发出 {whole.Issued}，收回 {whole.Returned}，无效 {whole.Invalid}")]), stop);
        return [];
    }

    /// <summary>What the rules say of the whole, and of each item where something is passed.</summary>
    public async Task<(IReadOnlyList<Finding> Whole, IReadOnlyDictionary<short, string> Outcomes)> JudgeAsync(PollResult result, CancellationToken stop)
    {
        var (kind, tally) = (result.Kind, result.Tally);
        var settings = await rules.SettingsAsync(stop);
        Finding Ask(Rule<PollFacts> rule, PollFacts facts) => rule.Check(facts, settings.For(rule, result.Poll.LocalityPath, result.Poll.HeldOn));
        var outcomes = kind.Majority is not { } majority ? new Dictionary<short, string>()
            : Tally.Elected(tally.Items.Select(item => (item.Number, tally.Votes(item, tally.Choices[0]), Ask(majority, tally.FactsOf(item)).Outcome == Outcome.Met)), kind.Form == PollForm.Seats ? result.Poll.Seats : null);
        return ([.. kind.Quorum.Select(rule => Ask(rule, tally.FactsOf()))], outcomes);
    }

    /// <summary>Signs the result off. Numbers, outcome and what the rules said stay as they are from here on.</summary>
    /// <returns>why it cannot be</returns>
    public async Task<string?> SignAsync(PollPlace place, PollResult result, int version, CancellationToken stop)
    {
        var (kind, poll) = (place.Kind, result.Poll);
        if (poll.State != "counted") return poll.State == "signed" ? "这次的结果已经签认" : "先录入票数再签认";
        if (!poll.IsOnline && (string.IsNullOrWhiteSpace(poll.Tellers) || string.IsNullOrWhiteSpace(poll.Counter))) return "签认前请填监票人和计票人";
        var (findings, outcomes) = await JudgeAsync(result, stop);
        if (findings.FirstOrDefault(finding => finding.Refuses) is { } refused) return $"{refused.Rule!.Title}（{refused.Rule.Basis}）：{refused.Words}。结果无效，只能作废后重新投票";
        foreach (var (number, outcome) in outcomes) await db.ExecuteAsync("update org.poll_item set outcome = @outcome where poll_id = @Id and number = @number", new { poll.Id, number, outcome }, stop);
        var signed = result with { Tally = result.Tally with { Items = [.. result.Tally.Items.Select(item => item with { Outcome = outcomes.GetValueOrDefault(item.Number) })] }, Poll = poll with { State = "signed", SignedOn = Clock.Today, SignedByName = db.Actor.Name } };
        var summary = SummaryOf(signed);
        if (await db.ExecuteAsync("update org.poll set state = 'signed', signed_on = @today, signed_by_name = @name, findings = cast(@findings as jsonb), summary = @summary, version = version + 1 where id = @Id and version = @version and state = 'counted'",
            new { poll.Id, version, today = Clock.Today, name = db.Actor.Name, summary, findings = JsonSerializer.Serialize(findings.Select(Kept), Cases.Json) }, stop) == 0) return Overtaken;
        if (kind.Signed is { } effect && await effect(db, signed, stop) is { } fault) return fault;
        await db.RecordAsync(new(DeedKind.Update, kind.Id, poll.Id, poll.LocalityPath, poll.Title, [new("状态", "已计票", "已签认"), new("结果", null, summary)]), stop);
        return null;
    }

    static KeptFinding Kept(Finding finding) => new(finding.Rule!.Id, finding.Rule.Title, finding.Rule.Basis.ToString(), finding.Outcome switch { Outcome.Met => "符合", Outcome.Broken => "不符合", Outcome.NotApplicable => "不适用", _ => "缺项" }, finding.Words);

    /// <summary>The result in one line, for lists and papers.</summary>
    public static string SummaryOf(PollResult result)
    {
        var (kind, tally) = (result.Kind, result.Tally);
        var passed = tally.Items.Where(item => item.Outcome == "passed").ToList();
        if (kind.Form == PollForm.Names) return string.Join('，', tally.Items.OrderByDescending(item => tally.Votes(item, tally.Choices[0])).Take(3).Select(item => $"{item.Title} {tally.Votes(item, tally.Choices[0])} 票"));
        if (kind.Majority is null) return $"{kind.ShareName} {Percent(tally.Share(kind.Favourable))}";
        if (tally.Items.Count == 1) return $"{result.OutcomeWords(tally.Items[0])}：{string.Join('，', kind.Choices.Codes.Select(code => $"{code.Name} {tally.Votes(tally.Items[0], code.Value)}"))}";
        return passed.Count == 0 ? $"没有{(kind.Form == PollForm.Seats ? "人当选" : "通过的")}" : $"{(kind.Form == PollForm.Seats ? "当选" : "通过")} {passed.Count} 项：{string.Join('、', passed.Take(6).Select(item => item.Title))}{(passed.Count > 6 ? "等" : "")}";
    }

    /// <summary>A zero denominator is not a share.</summary>
    public static string Percent(decimal? share) => share is { } value ? value.ToString("0.##", CultureInfo.InvariantCulture) + "%" : "—";

    /// <summary>Opens the voting on line.</summary>
    public async Task<string?> OpenAsync(PollPlace place, Poll poll, CancellationToken stop)
    {
        if (poll.ClosesOn is null || poll.ClosesOn < Clock.Today) return "请先填截止日期，不早于今天";
        if (await db.FirstAsync<string?>("select org.open_poll(@Id)", new { poll.Id }, stop) is { } fault) return fault;
        await db.RecordAsync(new(DeedKind.Update, place.Kind.Id, poll.Id, poll.LocalityPath, poll.Title, [new("状态", "筹备", "投票中")]), stop);
        return null;
    }

    public async Task<string?> CloseAsync(PollPlace place, Poll poll, CancellationToken stop)
    {
        if (await db.FirstAsync<string?>("select org.close_poll(@Id)", new { poll.Id }, stop) is { } fault) return fault;
        await db.RecordAsync(new(DeedKind.Update, place.Kind.Id, poll.Id, poll.LocalityPath, poll.Title, [new("状态", "投票中", "已计票")]), stop);
        return null;
    }

    public async Task<string?> ExtendAsync(PollPlace place, Poll poll, DateOnly until, int version, CancellationToken stop)
    {
        if (poll.State != "open") return "这次投票没有在进行";
        if (until < Clock.Today || until <= poll.ClosesOn) return "新的截止日期应晚于原来的，也不早于今天";
        if (await db.ExecuteAsync("update org.poll set closes_on = @until, version = version + 1 where id = @Id and version = @version", new { poll.Id, until, version }, stop) == 0) return Overtaken;
        await db.RecordAsync(new(DeedKind.Update, place.Kind.Id, poll.Id, poll.LocalityPath, poll.Title, [new("截止日期", Dates.Format(poll.ClosesOn!.Value), Dates.Format(until))]), stop);
        return null;
    }

    public async Task<string?> VoidAsync(PollPlace place, Poll poll, string? reason, int version, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(reason)) return "请写作废的理由";
        if (poll.State == "void") return "已经作废";
        if (await db.ExecuteAsync("update org.poll set state = 'void', void_reason = @reason, version = version + 1 where id = @Id and version = @version", new { poll.Id, reason = reason.Trim(), version }, stop) == 0) return Overtaken;
        if (poll.State == "signed" && place.Kind.Voided is { } voided && await voided(db, poll, stop) is { } why) return why;
        await db.RecordAsync(new(DeedKind.Update, place.Kind.Id, poll.Id, poll.LocalityPath, poll.Title, [new("状态", Poll.States.NameOf(poll.State), "作废")], reason.Trim()), stop);
        return null;
    }

    /// <summary>Takes part. Only that somebody did is recorded, never what they said.</summary>
    public static async Task<string?> VoteAsync(Db db, Guid poll, int[] marks, string? remark, string path, string title, CancellationToken stop)
    {
        if (await db.FirstAsync<string?>("select org.cast_vote(@poll, @marks, @remark)", new { poll, marks, remark }, stop) is { } fault) return fault;
        await db.RecordAsync(new(DeedKind.Step, "polls", poll, path, title, [new("网上投票", null, "已投")]), stop);
        return null;
    }

    public Task<IReadOnlyList<PollVoter>> VotersAsync(Guid poll, CancellationToken stop) => db.QueryAsync<PollVoter>("select account_id, name, office, group_number, has_voted from org.poll_voters(@poll)", new { poll }, stop);
    public Task<IReadOnlyList<PollCandidate>> CandidatesAsync(CancellationToken stop) => db.QueryAsync<PollCandidate>("select account_id, name, office, place from org.poll_candidates()", null, stop);

    public static string FormName(PollForm form) => form switch { PollForm.Each => "each", PollForm.Some => "some", PollForm.Names => "names", _ => "seats" };

    const string Overtaken = "您打开之后，别人先改了这次投票；请返回看清再办";
}

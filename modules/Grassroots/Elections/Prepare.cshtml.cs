using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrgWork.Ui;

namespace OrgWork.Grassroots.Elections;

/// <summary>选举准备: who may vote and is expected, who stands for what, which ballots there are and what came of them; on one page, and as the roll on paper.</summary>
[Needs(TermElections.Read, Write = TermElections.Act)]
public sealed class PrepareModel(Db db, Here here, ElectionBook book, RuleChecks checks) : PageModel
{
    public sealed record PollLine(Guid Id, string Kind, string Title, DateOnly HeldOn, string State, string? Summary);
    public sealed record CaseLine(Guid Id, string Number, string State, string? Outcome);

    public Here Here { get; } = here;
    public ElectionHead Head { get; private set; } = null!;
    public IReadOnlyList<Voter> Voters { get; private set; } = [];
    public IReadOnlyList<Standing> Candidates { get; private set; } = [];
    public IReadOnlyList<PollLine> Polls { get; private set; } = [];
    public CaseLine? Case { get; private set; }
    public IReadOnlyList<Finding> Findings { get; private set; } = [];
    public string? Fault { get; private set; }

    public DateOnly Day => Head.HeldOn ?? (Head.PlannedOn > Clock.Today ? Head.PlannedOn : Clock.Today);
    public int Expected => ElectionBook.ExpectedOf(Voters, Day);
    /// <summary>Four fifths of those expected, and more than half of them.</summary>
    public int Quorum => (Expected * 4 + 4) / 5;
    public int Majority => Expected / 2 + 1;
    /// <summary>By how many in a hundred there are to be more candidates than seats: what the step of the procedure asks.</summary>
    public decimal Margin { get; private set; }
    public int Wanted => Head.HasCommittee ? (int)Math.Ceiling(Head.Seats * (100 + Margin) / 100) : Head.Seats;
    public bool IsOpen => Head.State == "1" && Candidates.All(one => one.Result is null);
    public bool MayWrite => Here.MayWrite(TermElections.Act);
    public string PageUrl => Here.Url($"grassroots/elections/prepare/{Head.Id}");
    public string PollUrl(PollLine poll) => Here.Url($"grassroots/{poll.Kind}/{poll.Id}");

    public string NewPollUrl(bool isFirst)
    {
        var names = isFirst
            ? Candidates.Where(one => one.Result == "1" && one.Post is "001A" or "001B").Select(one => $"{TermElections.Posts.NameOf(one.Post)}：{one.Name}")
            : Candidates.Where(one => !one.IsWrittenIn).Select(one => one.Name);
        return Here.Url($"grassroots/{(isFirst ? "first-ballots" : "ballots")}/new") + $"?subject={Head.Id}&title={Uri.EscapeDataString(Head.Name + (isFirst ? "：第一次全体会议选举" : "：党员大会选举"))}&most={(isFirst ? Candidates.Count(one => one.Result == "1" && one.Post is "001A" or "001B") : Head.Seats)}"
            + string.Concat(names.Select(name => "&item=" + Uri.EscapeDataString(name)));
    }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAsync(id, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAbsencesAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!IsOpen) return Refuse("选票已经签认，名单不能再改");
        var said = Voters.Select(voter => (Voter: voter, Reason: Request.Form[$"reason.{voter.Id}"].ToString())).Where(one => one.Reason != (one.Voter.Reason ?? "")).ToList();
        if (said.FirstOrDefault(one => one.Reason != "" && !TermElections.Absences.Has(one.Reason)) is { Voter: not null } unknown) return Refuse($"{unknown.Voter.Name}：没有这一种情形，请从列表里选");
        if (said.Count == 0) return Refuse("没有改动");
        foreach (var (voter, reason) in said)
        {
            await db.ExecuteAsync("update election_absence set removed_at = now(), removed_by = @actor, version = version + 1 where election_id = @Id and member_id = @member and removed_at is null", new { Head.Id, member = voter.Id, actor = db.Actor.Id }, stop);
            if (reason != "") await db.ExecuteAsync("insert into election_absence (election_id, locality_path, rank_order, member_id, name, reason) select e.id, e.locality_path, 10, @member, @Name, @reason from election e where e.id = @Id", new { Head.Id, member = voter.Id, voter.Name, reason }, stop);
        }
        await db.RecordAsync(new(DeedKind.Update, "elections", Head.Id, Head.LocalityPath, Head.Name, [.. said.Select(one => new Change($"应到会：{one.Voter.Name}", one.Voter.Reason is { } was ? TermElections.Absences.NameOf(was) : "计入", one.Reason == "" ? "计入" : TermElections.Absences.NameOf(one.Reason)))]), stop);
        TempData["Done"] = "选民名单已保存；不计入应到会的，须经党员大会同意";
        return Redirect(PageUrl);
    }

    public async Task<IActionResult> OnPostCandidateAsync(Guid id, Guid? member, string? post, string? duty, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!IsOpen) return Refuse("选票已经签认，候选人不能再改");
        if (member is not { } who || Voters.FirstOrDefault(voter => voter.Id == who) is not { } voter) return Refuse("候选人请从选民名单里选");
        if (!voter.HasRight(Day)) return Refuse($"{voter.Name}在选举那天没有被选举权（{(voter.NoVoteUntilOn is { } until ? $"留党察看至 {Dates.Format(until)}" : "党籍不正常")}）");
        if (!TermElections.Posts.Has(post ?? "")) return Refuse("请选拟任职务");
        if (!Head.HasCommittee && post == "002A") return Refuse("不设委员会的支部只选书记、副书记");
        if (post == "001A" && Head.HasCommittee && Candidates.Any(one => one.Post == "001A")) return Refuse("书记等额选举，已有一名拟任书记；先去掉原来的");
        if (Candidates.Any(one => one.MemberId == who)) return Refuse($"{voter.Name}已经是候选人");
        if (Candidates.Any(one => one.Name == voter.Name)) return Refuse($"已有一名候选人叫{voter.Name}，请先在党员名册里区别姓名，如“{voter.Name}（女）”");
        var (secretary, said) = (post == "001A", string.IsNullOrWhiteSpace(duty) ? null : duty.Trim());
        if (secretary)
        {
            var fullOn = await db.FirstAsync<DateOnly?>("select became_full_on from member where id = @who", new { who }, stop);
            var standing = await checks.CheckAsync(OrganisationRules.SecretaryStanding, new() { SecretaryFullOn = fullOn, TermBeganOn = Day }, Head.LocalityPath, stop: stop);
            if (standing.IsBroken) return Refuse($"{standing.Rule!.Title}（{standing.Rule.Basis}）：{standing.Words}");
        }
        await db.ExecuteAsync("insert into election_candidate (election_id, locality_path, rank_order, member_id, name, post, duty) select e.id, e.locality_path, coalesce((select max(c.rank_order) from election_candidate c where c.election_id = e.id), 0) + 10, @who, @Name, @post, @said from election e where e.id = @Id", new { who, voter.Name, post, said, Head.Id }, stop);
        await db.RecordAsync(new(DeedKind.Update, "elections", Head.Id, Head.LocalityPath, Head.Name, [new("候选人", null, $"{voter.Name}，拟任{TermElections.Posts.NameOf(post!)}")]), stop);
        TempData["Done"] = $"{voter.Name}已列为候选人";
        return Redirect(PageUrl);
    }

    public async Task<IActionResult> OnPostDropAsync(Guid id, Guid candidate, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!IsOpen) return Refuse("选票已经签认，候选人不能再改");
        if (Candidates.FirstOrDefault(one => one.Id == candidate) is not { } dropped) return Refuse("这名候选人已经不在名单上");
        await db.ExecuteAsync("update election_candidate set removed_at = now(), removed_by = @actor, version = version + 1 where id = @candidate", new { candidate, actor = db.Actor.Id }, stop);
        await db.RecordAsync(new(DeedKind.Update, "elections", Head.Id, Head.LocalityPath, Head.Name, [new("候选人", dropped.Name, null)]), stop);
        TempData["Done"] = $"{dropped.Name}已从候选人里去掉";
        return Redirect(PageUrl);
    }

    PageResult Refuse(string fault)
    {
        Fault = fault;
        Response.StatusCode = 422;
        return Page();
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await book.HeadAsync(id, stop) is not { } head) return false;
        Head = head;
        Margin = (await checks.SettingsAsync(stop)).For(ElectionRules.Candidates, head.LocalityPath, Clock.Today)["share"];
        Voters = await book.VotersAsync(head, stop);
        Candidates = await book.CandidatesAsync(id, stop);
        (Polls, Case) = await db.QueryManyAsync("""
            select id, kind, title, held_on, state, summary from org.poll where subject_id = @id and kind in ('ballots', 'first-ballots') and state <> 'void' order by kind, held_on, id;
            select id, number, state, outcome from org.procedure_case where subject_id = @id and procedure = 'term-elections' order by opened_on desc, id limit 1
            """, new { id }, async grid => ((IReadOnlyList<PollLine>)[.. await grid.ReadAsync<PollLine>()], await grid.ReadFirstOrDefaultAsync<CaseLine>()), stop);
        var facts = new ElectionFacts { Seats = head.Seats, Candidates = Candidates.Count(one => !one.IsWrittenIn), Voters = Expected };
        var rule = head.HasCommittee ? ElectionRules.Candidates : ElectionRules.SomeoneStands;
        Findings = [await checks.CheckAsync(rule, facts, head.LocalityPath, stop: stop)];
        return true;
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OrgWork.Ui;

namespace OrgWork.Grassroots.Reviews;

/// <summary>A branch's review of a year on one sheet: what each did, how many voted what, which grade. Sums and the share of 优秀 are checked before anything is kept.</summary>
[Needs(PartyMeetings.Read, Write = PartyMeetings.Edit)]
public sealed class SheetModel(Db db, Here here, MeetingBook book, RuleChecks checks) : PageModel
{
    public sealed record Line
    {
        public Guid MemberId { get; init; }
        public string Name { get; init; } = "";
        public string Kind { get; init; } = "1";
        public bool HasSelf { get; init; }
        public bool HasMutual { get; init; }
        public int? Ballots { get; init; }
        public int? VotesExcellent { get; init; }
        public int? VotesQualified { get; init; }
        public int? VotesBasic { get; init; }
        public int? VotesFailed { get; init; }
        public string? Grade { get; init; }
        public string? Fault { get; init; }

        public IEnumerable<int?> Votes => [VotesExcellent, VotesQualified, VotesBasic, VotesFailed];
        public bool HasVotes => Votes.Any(vote => vote is not null);
    }

    public Here Here { get; } = here;
    public Shape Shape { get; private set; } = null!;
    public int Year { get; private set; }
    public int? Ballots { get; private set; }
    public IReadOnlyList<Line> Lines { get; private set; } = [];
    public WaiverForm? Waiver { get; private set; }
    public bool MayWrite => Here.MayWrite(PartyMeetings.Edit);
    public IEnumerable<Line> Full => Lines.Where(line => line.Kind == "1");
    public int Graded => Full.Count(line => line.Grade is not null);

    public async Task<IActionResult> OnGetAsync(Guid organisation, int? year, CancellationToken stop) => await LoadAsync(organisation, year, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid organisation, int? year, string? ballots, CancellationToken stop)
    {
        if (!await LoadAsync(organisation, year, stop)) return NotFound();
        Ballots = int.TryParse(ballots, out var returned) && returned >= 0 ? returned : null;
        Lines = [.. Lines.Select(Read)];
        if (Lines.Any(line => line.Fault is not null)) ModelState.AddModelError("", $"有 {Lines.Count(line => line.Fault is not null)} 人的票数或等次要改，见表中说明；没有保存");
        var excellent = await checks.CheckAsync(MeetingRules.ExcellentThird, new() { Appraised = Full.Count(), Excellent = Lines.Count(line => line.Grade == "1") }, Shape.LocalityPath, stop: stop);
        if (ModelState.IsValid && excellent.NeedsWaiver)
        {
            Waiver = WaiverForm.Read(Request.Form, [excellent]);
            if (Waiver.Waiver is null) ModelState.AddModelError("", $"{excellent.Words}，超过三分之一；请减少，或写明理由和批准人后再保存");
        }
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        foreach (var line in Lines) await PutAsync(line, stop);
        if (Waiver?.Waiver is { } waiver) await checks.WaiveAsync([excellent], "organisations", Shape.Id, Shape.LocalityPath, Shape.Name, $"{Year} 年度民主评议", waiver, stop);
        await db.RecordAsync(new(DeedKind.Update, "organisations", Shape.Id, Shape.LocalityPath, Shape.Name, [new($"{Year} 年度民主评议", null, string.Join("，", MemberReviews.Grades.Codes.Select(grade => $"{grade.Name} {Lines.Count(line => line.Grade == grade.Value)} 人"))), new("已评", null, $"{Graded} / {Full.Count()} 人")]), stop);
        TempData["Done"] = Graded == Full.Count() ? "已保存，全部定了等次" : $"已保存，还有 {Full.Count() - Graded} 人没有定等次";
        return Redirect(Here.Url($"grassroots/reviews/sheet/{organisation}?year={Year}"));
    }

    Line Read(Line line)
    {
        int? Votes(string name) => int.TryParse(Request.Form[$"{name}.{line.MemberId}"], out var votes) && votes >= 0 ? votes : null;
        var read = line with
        {
            HasSelf = Request.Form[$"self.{line.MemberId}"] == "1", HasMutual = Request.Form[$"mutual.{line.MemberId}"] == "1",
            VotesExcellent = Votes("v1"), VotesQualified = Votes("v2"), VotesBasic = Votes("v3"), VotesFailed = Votes("v4"),
            Grade = line.Kind == "1" && MemberReviews.Grades.Has(Request.Form[$"grade.{line.MemberId}"].ToString()) ? Request.Form[$"grade.{line.MemberId}"].ToString() : null,
        };
        var sum = read.Votes.Sum(votes => votes ?? 0);
        var fault = line.Kind != "1" && Request.Form[$"grade.{line.MemberId}"].ToString() != "" ? "预备党员参加评议，不定等次"
            : read.HasVotes && Ballots is null ? "请填收回测评票数"
            : read.HasVotes && sum != Ballots ? $"四项票加起来 {sum}，收回 {Ballots}，对不上"
            : read.Grade is not null && !read.HasVotes ? "定等次前先填测评票"
            : read.Grade is not null && !(read.HasSelf && read.HasMutual) ? "定等次前应完成自评和互评"
            : null;
        return read with { Fault = fault, Ballots = read.HasVotes ? Ballots : null };
    }

    Task<int> PutAsync(Line line, CancellationToken stop) => db.ExecuteAsync("""
        insert into member_review (organisation_id, locality_path, member_id, year, has_self, has_mutual, ballots, votes_excellent, votes_qualified, votes_basic, votes_failed, grade, follow_due_on, created_by, changed_by)
        values (@organisation, @path, @MemberId, @Year, @HasSelf, @HasMutual, @Ballots, @e, @q, @b, @f, @Grade, @due, @by, @by)
        on conflict (member_id, year) where removed_at is null do update set has_self = @HasSelf, has_mutual = @HasMutual, ballots = @Ballots, votes_excellent = @e, votes_qualified = @q, votes_basic = @b, votes_failed = @f, grade = @Grade,
          follow_due_on = case when @Grade = '4' then coalesce(member_review.follow_due_on, @due) end, version = member_review.version + 1, changed_at = now(), changed_by = @by
        """, new
        {
            organisation = Shape.Id, path = Shape.LocalityPath, line.MemberId, Year, line.HasSelf, line.HasMutual, line.Ballots, line.Grade, by = db.Actor.Id,
            e = line.HasVotes ? line.VotesExcellent ?? 0 : (int?)null, q = line.HasVotes ? line.VotesQualified ?? 0 : (int?)null, b = line.HasVotes ? line.VotesBasic ?? 0 : (int?)null, f = line.HasVotes ? line.VotesFailed ?? 0 : (int?)null,
            // 限期改正, 一般不超过一年.
            due = line.Grade == "4" ? Clock.Today.AddYears(1) : (DateOnly?)null,
        }, stop);

    async Task<bool> LoadAsync(Guid organisation, int? year, CancellationToken stop)
    {
        Year = year is >= 2000 and <= 2100 ? year.Value : Clock.Today.Month <= 3 ? Clock.Today.Year - 1 : Clock.Today.Year;
        if (await book.ShapeAsync(organisation, stop) is not { } shape) return false;
        Shape = shape;
        Lines = await db.QueryAsync<Line>("""
            select m.id as member_id, m.name, m.kind, coalesce(r.has_self, false) as has_self, coalesce(r.has_mutual, false) as has_mutual, r.ballots, r.votes_excellent, r.votes_qualified, r.votes_basic, r.votes_failed, r.grade
            from member m left join member_review r on r.member_id = m.id and r.year = @Year and r.removed_at is null
            where m.organisation_id = @organisation and m.removed_at is null and m.membership_state = '1' and m.joined_on <= @end and (m.left_on is null or m.left_on > @end) order by m.rank_order, m.id limit 500
            """, new { organisation, Year, end = new DateOnly(Year, 12, 31) < Clock.Today ? new DateOnly(Year, 12, 31) : Clock.Today }, stop);
        Ballots = Lines.Select(line => line.Ballots).FirstOrDefault(count => count is not null);
        return true;
    }
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Own;

/// <summary>A member takes a test: begins, has so many minutes by the server's clock, hands in, is marked at once. Whose marks they are says the sealed actor; the key never leaves the server before.</summary>
[Needs(MemberCorrections.Own, Write = MemberCorrections.Ask)]
public sealed class TestModel(Db db, Here here, RuleChecks checks) : PageModel
{
    public sealed record Test(Guid Id, string Title, DateOnly OpensOn, DateOnly ClosesOn, int Minutes, int Questions, bool IsMeant);
    public sealed record Question(int Number, string Words, string Kind, string Options)
    {
        public IEnumerable<(string Letter, string Words)> Choices => Options.Split('\n').Select((words, n) => (((char)('A' + n)).ToString(), words));
    }
    public sealed record Attempt(Guid Id, int Nth, DateOnly TakenOn, DateTime? DueAt, bool IsLate, int? Score, int? PassMark, bool? Passed, bool IsOpen, bool IsOver);
    sealed record Member(Guid Id, string Name, string LocalityPath, Guid OrganisationId);

    public Here Here { get; } = here;
    public Test Of { get; private set; } = null!;
    public IReadOnlyList<Attempt> Attempts { get; private set; } = [];
    public IReadOnlyList<Question> Questions { get; private set; } = [];
    public int Tries { get; private set; }
    public int Mark { get; private set; }
    public string? Fault { get; private set; }
    /// <summary>The one that runs. One whose time is over is nought, and another may be begun.</summary>
    public Attempt? Open => Attempts.FirstOrDefault(one => one.IsOpen && !one.IsOver);
    public bool HasPassed => Attempts.Any(one => one.Passed == true);
    public bool MayStart => Of.IsMeant && Of.Questions > 0 && Open is null && !HasPassed && Attempts.Count < Tries && Clock.Today >= Of.OpensOn && Clock.Today <= Of.ClosesOn && Here.MayWrite(MemberCorrections.Ask);
    Member me = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAsync(id, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostStartAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!MayStart) Fault = !Of.IsMeant ? "您不在这场测试的范围里" : HasPassed ? "您已经合格" : Attempts.Count >= Tries ? $"{Tries} 次都用完了" : "不在测试的起止日期里，或还没有组卷";
        // Two browsers that begin at once begin one attempt.
        else if (await db.FirstAsync<Guid?>("""
            insert into test_attempt (locality_path, rank_order, member_id, knowledge_test_id, organisation_id, nth, taken_on, started_at, due_at, created_by, changed_by)
            values (@LocalityPath, -(@today::date - date '2000-01-01'), @Id, @test, @OrganisationId, @nth, @today, now(), now() + make_interval(mins => @Minutes), @by, @by) on conflict (knowledge_test_id, member_id, nth) where removed_at is null do nothing returning id
            """, new { me.LocalityPath, me.Id, test = id, me.OrganisationId, nth = Attempts.Count + 1, today = Clock.Today, Of.Minutes, by = db.Actor.Id }, stop) is { } begun)
        {
            await db.RecordAsync(new(DeedKind.Create, "test-results", begun, me.LocalityPath, $"{me.Name}：{Of.Title}", [new("开始答题", null, $"第 {Attempts.Count + 1} 次，{Of.Minutes} 分钟")]), stop);
            return Redirect(Here.Url($"grassroots/own/test/{id}"));
        }
        else return Redirect(Here.Url($"grassroots/own/test/{id}"));
        Response.StatusCode = 422;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (Attempts.LastOrDefault(one => one.IsOpen) is not { } open)
        {
            Fault = "这次答题已经交卷，或者还没有开始";
            Response.StatusCode = 422;
            return Page();
        }
        var key = (await db.QueryAsync<(int Number, string Answer)>("select number, answer from test_question where knowledge_test_id = @id and removed_at is null", new { id }, stop)).ToDictionary(one => one.Number, one => one.Answer);
        var said = key.Keys.ToDictionary(number => number, number => string.Concat(Request.Form[$"q{number}"].Where(letter => letter is ['A' or 'B' or 'C' or 'D' or 'E' or 'F']).Distinct().Order(StringComparer.Ordinal)));
        var score = KnowledgeTests.ScoreOf(key, said);
        // Too late is too late by the server's clock: the answers are kept and count nothing.
        var marked = await db.FirstAsync<(bool IsLate, int Score)?>("""
            update test_attempt set handed_at = now(), is_late = now() > due_at + make_interval(secs => @Grace), answers = @answers, pass_mark = @Mark, score = case when now() > due_at + make_interval(secs => @Grace) then 0 else @score end, passed = now() <= due_at + make_interval(secs => @Grace) and @score >= @Mark, version = version + 1, changed_at = now(), changed_by = @by
            where id = @Id and score is null returning is_late, score
            """, new { open.Id, KnowledgeTestSql.Grace, Mark, score, by = db.Actor.Id, answers = string.Join(',', said.OrderBy(one => one.Key).Select(one => $"{one.Key}={one.Value}")) }, stop);
        if (marked is not { } done) return Redirect(Here.Url($"grassroots/own/test/{id}"));
        await db.RecordAsync(new(DeedKind.Update, "test-results", open.Id, me.LocalityPath, $"{me.Name}：{Of.Title}", [new("成绩", null, done.IsLate ? "超时交卷，0 分" : $"{done.Score} 分")]), stop);
        TempData["Done"] = done.IsLate ? "超时交卷，这一次按零分" : $"{done.Score} 分，{(done.Score >= Mark ? "合格" : "不合格")}";
        return Redirect(Here.Url($"grassroots/own/test/{id}"));
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await db.FirstAsync<Member>("select id, name, locality_path, organisation_id from member where person_id = (select org.own_person()) and left_on is null and removed_at is null limit 1", null, stop) is not { } own) return false;
        me = own;
        var terms = (await checks.SettingsAsync(stop)).For(KnowledgeTestRules.Passed, me.LocalityPath, Clock.Today);
        (Tries, Mark) = (terms.Int("tries"), terms.Int("mark"));
        (var of, Attempts) = await db.QueryManyAsync($"""
            select t.id, t.title, t.opens_on, t.closes_on, t.minutes, (select count(*)::int from test_question q where q.knowledge_test_id = t.id and q.removed_at is null) as questions, exists (select from member m where m.id = @Me and {KnowledgeTestSql.Meant("t")}) as is_meant from knowledge_test t where t.id = @id and t.removed_at is null;
            select id, nth, taken_on, due_at, is_late, score, pass_mark, passed, score is null as is_open, {KnowledgeTestSql.Over("a")} as is_over from test_attempt a where knowledge_test_id = @id and member_id = @Me and removed_at is null order by nth
            """, new { id, Me = me.Id }, async grid => (await grid.ReadFirstOrDefaultAsync<Test>(), (IReadOnlyList<Attempt>)[.. await grid.ReadAsync<Attempt>()]), stop);
        if (of is null) return false;
        Of = of;
        if (Open is { } open) Questions = await db.QueryAsync<Question>("select number, words, kind, options from test_question where knowledge_test_id = @id and removed_at is null order by kind = '2', kind, md5(@attempt || number::text)", new { id, attempt = open.Id.ToString() }, stop);
        return true;
    }
}

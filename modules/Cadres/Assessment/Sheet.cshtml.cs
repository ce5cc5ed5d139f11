using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Cadres.Assessment;

/// <summary>
/// A unit's sheet of a year: reports, appraisal votes, proposed grades; the decision, which is refused above the share of 优秀 and writes the grades into the files; feedback; appeals.
/// </summary>
[Needs(Assessing.Read, Write = Assessing.Write)]
public sealed class SheetModel(Db db, Here here, RuleChecks checks) : PageModel
{
    public Here Here { get; } = here;
    public AssessmentSheet Sheet { get; private set; } = null!;
    public IReadOnlyList<AssessmentLine> Lines { get; private set; } = [];
    public IReadOnlyList<AssessedTeam> Teams { get; private set; } = [];
    public IReadOnlyList<HeldAppraisal> Appraisals { get; private set; } = [];
    public string AppraiseUrl => Here.Url($"cadres/{AppraisalPolls.Year.Id}/new?subject={Sheet.Id}");
    public string UrlOf(HeldAppraisal poll) => Here.Url($"cadres/{AppraisalPolls.Year.Id}/{poll.Id}");
    /// <summary>Of the scheme for people; a team has those of its own.</summary>
    public IReadOnlyList<AssessmentItem> Items { get; private set; } = [];
    public static IReadOnlyList<Code> TeamGrades => Evaluations.Grades.Codes;
    public Finding Share { get; private set; } = null!;
    public RuleTerms Points { get; private set; } = null!;
    public int AppealDays { get; private set; }
    public int Missing(AssessmentLine line) => Math.Max(0, Cycles - line.Routine.Length);
    /// <summary>How many cycles are over by now.</summary>
    public int Cycles => Sheet.Year < Clock.Today.Year ? int.Parse(Sheet.Cycle, CultureInfo.InvariantCulture) : (Clock.Today.Month - 1) / (12 / int.Parse(Sheet.Cycle, CultureInfo.InvariantCulture));
    public IReadOnlyList<string> Faults { get; private set; } = [];
    public bool MayWrite => Here.MayWrite(Assessing.Write);
    public bool MayDecide => Here.MayWrite(Assessing.Decide);
    public static IReadOnlyList<Code> Grades => StandardCodes.AssessmentResult.Codes;

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await AssessmentSheets.FindAsync(db, id, stop) is not { } sheet) return false;
        Sheet = sheet;
        (Items, Lines, Teams, Appraisals) = await AssessmentSheets.SubjectsAsync(db, sheet, stop);
        Share = await checks.CheckAsync(AssessmentRules.ExcellentShare, sheet.Facts, sheet.Path, stop: stop);
        var settings = await checks.SettingsAsync(stop);
        Points = settings.For(AssessmentRules.RoutineThere, sheet.Path, Clock.Today);
        AppealDays = settings.For(AssessmentRules.AppealInTime, sheet.Path, Clock.Today).Int("days");
        return true;
    }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAsync(id, stop) ? Page() : NotFound();

    /// <summary>The sheet as it was filled in: what cannot be is named, and nothing of it is kept.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, int version, bool raised, string? raisedBy, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!Sheet.IsOpen) return Refuse("等次已经决定，考核表不再改；有异议的走复核");
        var faults = new List<string>();
        if (raised && string.IsNullOrWhiteSpace(raisedBy)) faults.Add("提高优秀比例：请填同意的机关和文号");
        var filled = new List<(AssessmentLine Line, DateOnly? Reported, int? Talks, string? Proposed, string? Comment, string? Verified)>();
        foreach (var line in Lines)
        {
            string Of(string name) => Request.Form[$"{name}.{line.Id:N}"].ToString().Trim();
            DateOnly? reported = null;
            if (Of("reported") is { Length: > 0 } said)
            {
                if (Dates.TryParse(said, out var typed, out var fault)) reported = typed;
                else faults.Add($"{line.Name}述职日期：{fault}");
            }
            var proposed = Of("grade") is { Length: > 0 } grade ? grade : null;
            if (proposed is not null && !StandardCodes.AssessmentResult.Has(proposed)) faults.Add($"{line.Name}：没有“{proposed}”这个等次");
            filled.Add((line, reported, Number(line.Name + "谈话人数", Of("talks"), faults), proposed, Upto500(Of("comment")), Upto500(Of("verified"))));
        }
        var scores = new List<(Guid Subject, Guid Item, decimal? Score)>();
        void Score(Guid subject, string whose, AssessmentItem item, IReadOnlyDictionary<Guid, decimal> before)
        {
            decimal? given = null;
            if (Request.Form[$"item.{item.Id:N}.{subject:N}"].ToString().Trim() is { Length: > 0 } typed)
            {
                if (decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var score) && score <= 100) given = Math.Round(score, 2);
                else faults.Add($"{whose}“{item.Name}”：请填 0 至 100 的得分");
            }
            if (given != (before.TryGetValue(item.Id, out var was) ? was : null)) scores.Add((subject, item.Id, given));
        }
        foreach (var line in Lines)
            foreach (var item in Items.Where(item => item.IsEntered(ofTeam: false))) Score(line.Id, line.Name, item, line.Entered);
        var teams = new List<(AssessedTeam Team, string? Report, DateOnly? Reported, string? Proposed, string? Comment)>();
        foreach (var team in Teams)
        {
            string Of(string name) => Request.Form[$"{name}.{team.Id:N}"].ToString().Trim();
            DateOnly? reported = null;
            if (Of("reported") is { Length: > 0 } said)
            {
                if (Dates.TryParse(said, out var typed, out var fault)) reported = typed;
                else faults.Add($"{team.Name}述职日期：{fault}");
            }
            var report = Of("report") is { Length: > 0 } words ? words[..Math.Min(words.Length, 8000)] : null;
            if (report is not null && reported is null) faults.Add($"{team.Name}：交了工作总结的，请填述职（总结）日期");
            var proposed = Of("grade") is { Length: > 0 } grade ? grade : null;
            if (proposed is not null && !Evaluations.Grades.Has(proposed)) faults.Add($"{team.Name}：没有“{proposed}”这个等次");
            foreach (var item in team.Items.Where(item => item.IsEntered(ofTeam: true))) Score(team.Id, team.Name, item, team.Entered);
            teams.Add((team, report, reported, proposed, Upto500(Of("comment"))));
        }
        if (faults.Count > 0) return Refuse([.. faults]);
        var actor = db.Actor.Id;
        teams = [.. teams.Where(one => (one.Report, one.Reported, one.Proposed, one.Comment) != (one.Team.Report, one.Team.ReportedOn, one.Team.Proposed, one.Team.Comment))];
        var isChanged = (raised, raised ? raisedBy!.Trim() : null) != (Sheet.IsRaised, Sheet.RaisedBy)
            || scores.Count > 0 || teams.Count > 0 || filled.Any(one => (one.Reported, one.Talks, one.Proposed, one.Comment, one.Verified) != (one.Line.ReportedOn, one.Line.Talks, one.Line.Proposed, one.Line.Comment, one.Line.Verified));
        if (await db.ExecuteAsync("update assessment_sheet set filled_by = case when @isChanged and @actor <> all (filled_by) then filled_by || @actor else filled_by end, is_raised = @raised, raised_by = @by, version = version + 1, changed_at = now(), changed_by = @actor where id = @id and version = @version and state = '1'", new { id, version, raised, by = raised ? raisedBy!.Trim() : null, actor, isChanged }, stop) == 0)
            return Refuse("这张表刚在别处改过，请刷新看了再改");
        await db.ExecuteAsync("""
            update assessment_line l set reported_on = coalesce(w.reported, case when l.report is not null then l.reported_on end), talks = w.talks, proposed = w.proposed, comment = w.comment, verified = w.verified, version = l.version + 1, changed_at = now(), changed_by = @actor
            from unnest(@ids, @reported, @talks, @proposed, @comments, @verified) w (id, reported, talks, proposed, comment, verified) where l.id = w.id and l.assessment_sheet_id = @id
            """, new
        {
            id, actor, ids = filled.Select(one => one.Line.Id).ToArray(), reported = filled.Select(one => one.Reported).ToArray(), talks = filled.Select(one => one.Talks).ToArray(),
            proposed = filled.Select(one => one.Proposed).ToArray(), comments = filled.Select(one => one.Comment).ToArray(), verified = filled.Select(one => one.Verified).ToArray(),
        }, stop);
        foreach (var (team, report, reported, proposed, comment) in teams)
            await db.ExecuteAsync("update assessment_team set report = @report, reported_on = @reported, proposed = @proposed, comment = @comment, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id", new { team.Id, report, reported, proposed, comment, actor }, stop);
        if (scores.Count > 0)
            await db.ExecuteAsync("""
                insert into assessment_item_score (assessment_sheet_id, locality_path, subject_id, item_id, score, created_by, changed_by) select @id, @Path, w.subject, w.item, w.score, @actor, @actor from unnest(@subjects, @items, @given) w (subject, item, score)
                on conflict (subject_id, item_id) do update set score = excluded.score, version = assessment_item_score.version + 1, changed_at = now(), changed_by = @actor
                """, new { id, Sheet.Path, actor, subjects = scores.Select(one => one.Subject).ToArray(), items = scores.Select(one => one.Item).ToArray(), given = scores.Select(one => one.Score).ToArray() }, stop);
        await RecordAsync([new("考核表", null, "保存"), .. teams.Where(one => one.Proposed != one.Team.Proposed).Select(one => new Change($"{one.Team.Name}拟定等次", TeamGradeOf(one.Team.Proposed), TeamGradeOf(one.Proposed))), .. filled.Where(one => one.Proposed != one.Line.Proposed).Select(one => new Change($"{one.Line.Name}拟定等次", NameOf(one.Line.Proposed), NameOf(one.Proposed)))], null, stop);
        TempData["Done"] = "已保存";
        return Redirect(Here.Url($"cadres/assessment/sheet/{id}"));
    }

    static int? Number(string name, string? typed, List<string> faults)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 100_000) return number;
        faults.Add($"{name}：看不懂“{typed.Trim()}”，请填整数");
        return null;
    }

    static string? Upto500(string typed) => typed.Length == 0 ? null : typed.Length > 500 ? typed[..500] : typed;

    static string? TeamGradeOf(string? grade) => grade is null ? null : Evaluations.Grades.NameOf(grade);
    static string? NameOf(string? grade) => grade is null ? null : StandardCodes.AssessmentResult.NameOf(grade);

    /// <summary>The leaders' decision: everybody has a grade, the share is kept; the grades go into the files in the same deed.</summary>
    public async Task<IActionResult> OnPostDecideAsync(Guid id, int version, string? by, string? on, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!MayDecide) return StatusCode(403);
        if (!Sheet.IsOpen) return Refuse("这张表已经决定");
        var faults = new List<string>();
        // Two hands: what one has filled in, another writes down as decided.
        if (Sheet.FilledBy.Contains(db.Actor.Id)) faults.Add("填报考核表的人不能自己登记等次的决定，请由另一人登记");
        if (Sheet.Open > 0) faults.Add($"还有 {Sheet.Open} 人没有拟定等次：{string.Join("、", Lines.Where(line => line.Proposed is null).Take(10).Select(line => line.Name))}");
        if (Lines.FirstOrDefault(line => line.Proposed is "1" or "2" or "2B" or "3" or "3B" or "4" or "4B" && (line.ReportedOn is null || line.Votes is null)) is { } bare) faults.Add($"{bare.Name}没有述职或民主测评，不能定等次");
        if (Teams.FirstOrDefault(team => team.Proposed is null || team.Report is null || team.Votes is null) is { } lacking) faults.Add($"{lacking.Name}没有工作总结、民主测评或拟定等次，不能决定");
        if (Share.IsBroken) faults.Add($"优秀等次超过比例：{Share.Words}（{Share.Rule!.Basis}）");
        if (by?.Trim() is not { Length: > 1 and <= 60 } decider) faults.Add("决定机关：请填党委（党组）或考核委员会的名称");
        if (!Dates.TryParse(on, out var day, out var dayFault)) faults.Add($"决定日期：{dayFault}");
        else if (day > Clock.Today) faults.Add("决定日期不能晚于今天");
        var there = await db.QueryAsync<string>("select c.name from cadre_assessment a join cadre c on c.id = a.cadre_id join assessment_line l on l.cadre_id = a.cadre_id and l.assessment_sheet_id = @id and l.removed_at is null where a.year = @Year and a.kind = '20' and a.removed_at is null order by c.name limit 10", new { id, Sheet.Year }, stop);
        if (there.Count > 0) faults.Add($"{string.Join("、", there)}的档案里已经有 {Sheet.Year} 年度考核结果，请先核对，把重复的移除");
        if (faults.Count > 0) return Refuse([.. faults]);
        var actor = db.Actor.Id;
        // What is decided is the sheet that was looked at and checked: whoever saves or decides at this moment was faster, or finds it decided.
        if (version != Sheet.Version || await db.ExecuteAsync("update assessment_sheet set state = '2', decided_on = @day, decided_by = @by, version = version + 1, changed_at = now(), changed_by = @actor where id = @id and version = @version and state = '1'", new { id, version, day, by = by!.Trim(), actor }, stop) == 0)
            return Refuse("这张表刚在别处改过，请刷新看了再决定");
        await db.ExecuteAsync("update assessment_line set grade = proposed, version = version + 1, changed_at = now(), changed_by = @actor where assessment_sheet_id = @id and removed_at is null", new { id, actor }, stop);
        await db.ExecuteAsync("update assessment_team set grade = proposed, version = version + 1, changed_at = now(), changed_by = @actor where assessment_sheet_id = @id and removed_at is null", new { id, actor }, stop);
        await db.ExecuteAsync("""
            insert into cadre_assessment (cadre_id, locality_path, year, kind, grade, remark, rank_order, created_by, changed_by)
            select c.id, c.locality_path, @Year, '20', l.proposed, null, -@Year, @actor, @actor from assessment_line l join cadre c on c.id = l.cadre_id where l.assessment_sheet_id = @id and l.removed_at is null
            """, new { id, Sheet.Year, actor }, stop);
        await Uses.ProposeAsync(db, Sheet, [.. Lines.Select(line => (line, line.Proposed!))], day, stop);
        foreach (var line in Lines) await db.RecordAsync(new(DeedKind.Update, "files", line.CadreId, line.CadrePath, line.Name, [new($"{Sheet.Year} 年度考核", null, NameOf(line.Proposed))], by!.Trim()), stop);
        await RecordAsync([new("决定", null, $"{by!.Trim()}，{Dates.Format(day)}"), new("优秀", null, Share.Words)], null, stop);
        TempData["Done"] = $"{Sheet.People} 人的等次已决定，并记入各人的年度考核";
        return Redirect(Here.Url($"cadres/assessment/sheet/{id}"));
    }

    /// <summary>Everybody has been told; from now the days for an appeal run.</summary>
    public async Task<IActionResult> OnPostFeedBackAsync(Guid id, string? on, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (Sheet.State != "2") return Refuse(Sheet.IsOpen ? "等次还没有决定，不能反馈" : "已经反馈过");
        if (!Dates.TryParse(on, out var day, out var fault)) return Refuse($"反馈日期：{fault}");
        if (day < Sheet.DecidedOn || day > Clock.Today) return Refuse("反馈日期应在决定之后、今天之前");
        if (await db.ExecuteAsync("update assessment_sheet set state = '3', fed_back_on = @day, version = version + 1, changed_at = now(), changed_by = @actor where id = @id and state = '2'", new { id, day, actor = db.Actor.Id }, stop) == 0) return Refuse(Overtaken);
        await RecordAsync([new("反馈", null, Dates.Format(day))], null, stop);
        return Redirect(Here.Url($"cadres/assessment/sheet/{id}"));
    }

    /// <summary>Somebody asks for a review of their grade, within the days the rule gives and before the sheet is in the archive.</summary>
    public async Task<IActionResult> OnPostAppealAsync(Guid id, Guid line, string? reason, string? on, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (Lines.FirstOrDefault(one => one.Id == line) is not { } one) return Refuse("请选这张表里的人");
        if (Sheet.FedBackOn is not { } told) return Refuse("还没有反馈，不能申请复核");
        if (Sheet.State != "3") return Refuse("考核表已经归档，不再受理复核");
        if (one.AppealedOn is not null) return Refuse($"{one.Name}已申请过复核");
        if (await checks.CheckAsync(AssessmentRules.AppealGrade, new() { Grade = one.Grade }, Sheet.Path, stop: stop) is { IsBroken: true } good) return Refuse($"{one.Name}：{good.Rule!.Title}（{good.Rule.Basis}）：{good.Words}");
        if (reason?.Trim() is not { Length: > 3 } said) return Refuse("复核理由：请写明对哪一点有异议");
        if (!Dates.TryParse(on, out var day, out var fault)) return Refuse($"申请日期：{fault}");
        var inTime = await checks.CheckAsync(AssessmentRules.AppealInTime, new() { FedBackOn = told, AppealedOn = day }, Sheet.Path, stop: stop);
        if (day < told || day > Clock.Today || inTime.IsBroken) return Refuse($"{inTime.Rule!.Title}（{inTime.Rule.Basis}）：{inTime.Words}");
        if (!await HoldAsync(stop) || await db.ExecuteAsync("update assessment_line set appealed_on = @day, appeal = @said, version = version + 1, changed_at = now(), changed_by = @actor where id = @line and appealed_on is null", new { line, day, said, actor = db.Actor.Id }, stop) == 0) return Refuse(Overtaken);
        await RecordAsync([new($"{one.Name}申请复核", null, Dates.Format(day))], said, stop);
        return Redirect(Here.Url($"cadres/assessment/sheet/{id}"));
    }

    /// <summary>The review: upheld, or another grade, which is corrected in the file with the reason.</summary>
    public async Task<IActionResult> OnPostReviewAsync(Guid id, Guid line, string? grade, string? words, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!MayDecide) return StatusCode(403);
        if (Lines.FirstOrDefault(one => one.Id == line) is not { AwaitsReview: true } one) return Refuse("没有待复核的申请");
        if (grade is null || !StandardCodes.AssessmentResult.Has(grade)) return Refuse("复核等次：请选一个等次");
        if (words?.Trim() is not { Length: > 3 } said) return Refuse("复核结论：请写明理由");
        if (grade == "1" && one.Grade != "1")
        {
            var share = await checks.CheckAsync(AssessmentRules.ExcellentShare, Sheet.Facts with { Excellent = Sheet.Excellent + 1 }, Sheet.Path, stop: stop);
            if (share.IsBroken) return Refuse($"改为优秀以后超过比例：{share.Words}");
        }
        var actor = db.Actor.Id;
        if (!await HoldAsync(stop) || await db.ExecuteAsync("update assessment_line set grade = @grade, review = @said, reviewed_on = @today, version = version + 1, changed_at = now(), changed_by = @actor where id = @line and appealed_on is not null and reviewed_on is null", new { line, grade, said, today = Clock.Today, actor }, stop) == 0) return Refuse(Overtaken);
        if (grade != one.Grade)
            await db.ExecuteAsync("update cadre_assessment set grade = @grade, remark = '复核改定', version = version + 1, changed_at = now(), changed_by = @actor where cadre_id = @CadreId and year = @Year and kind = '20' and removed_at is null", new { one.CadreId, Sheet.Year, grade, actor }, stop);
        if (grade != one.Grade) await Uses.ProposeAsync(db, Sheet, [(one, grade)], Clock.Today, stop);
        await db.RecordAsync(new(DeedKind.Update, "files", one.CadreId, one.CadrePath, one.Name, [new($"{Sheet.Year} 年度考核复核", NameOf(one.Grade), NameOf(grade))], said), stop);
        await RecordAsync([new($"{one.Name}复核", NameOf(one.Grade), NameOf(grade))], said, stop);
        return Redirect(Here.Url($"cadres/assessment/sheet/{id}"));
    }

    /// <summary>The sheet and the forms go into the archives (class 3).</summary>
    public async Task<IActionResult> OnPostFileAsync(Guid id, string? on, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (Sheet.State != "3") return Refuse("反馈以后才能归档");
        if (Lines.FirstOrDefault(line => line.AwaitsReview) is { } open) return Refuse($"{open.Name}的复核还没有结论，不能归档");
        if (!Dates.TryParse(on, out var day, out var fault)) return Refuse($"归档日期：{fault}");
        if (day < Sheet.FedBackOn || day > Clock.Today) return Refuse("归档日期应在反馈之后、今天之前");
        if (await db.ExecuteAsync("update assessment_sheet set state = '4', filed_on = @day, version = version + 1, changed_at = now(), changed_by = @actor where id = @id and state = '3' and version = @Version", new { id, Sheet.Version, day, actor = db.Actor.Id }, stop) == 0) return Refuse(Overtaken);
        await RecordAsync([new("归档", null, Dates.Format(day))], null, stop);
        return Redirect(Here.Url($"cadres/assessment/sheet/{id}"));
    }

    const string Overtaken = "这张表刚在别处办过，请刷新看了再办";

    /// <summary>The sheet as it was read, for as long as this deed lasts: it goes into no archive meanwhile, and no two reviews count the same share of 优秀.</summary>
    async Task<bool> HoldAsync(CancellationToken stop) => await db.ExecuteAsync("update assessment_sheet set version = version + 1 where id = @Id and version = @Version and state = '3'", new { Sheet.Id, Sheet.Version }, stop) == 1;

    Task RecordAsync(IReadOnlyList<Change> changes, string? reason, CancellationToken stop) => db.RecordAsync(new(DeedKind.Update, "assessment", Sheet.Id, Sheet.Path, $"{Sheet.UnitName} {Sheet.Year} 年度考核", changes, reason), stop);

    PageResult Refuse(params IReadOnlyList<string> faults)
    {
        Faults = faults;
        Response.StatusCode = 422;
        return Page();
    }
}

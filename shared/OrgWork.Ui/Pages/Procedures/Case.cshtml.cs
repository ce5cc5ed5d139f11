using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace OrgWork.Ui;

public sealed class CaseModel(RegisterBook registers) : ProcedurePageModel
{
    public sealed record AheadRow(Step Step, bool IsOpen, string? WhyNot, DateOnly? Earliest, string? Words);

    public ProcedureCase Case { get; private set; } = null!;
    public IReadOnlyList<ProcedureAct> Acts { get; private set; } = [];
    public CaseFacts Facts { get; private set; } = new();
    public Step Now { get; private set; } = null!;
    public IReadOnlyList<Step> Open { get; private set; } = [];
    public List<AheadRow> Ahead { get; } = [];
    /// <summary>The record it is about, where that is in sight: the place a case goes to sees the case alone.</summary>
    public string? SubjectUrl { get; private set; }
    public string SubjectWords { get; private set; } = "";
    /// <summary>Of a person, what the procedure reads of them: 女，1996.05（30岁），汉族.</summary>
    public string Person { get; private set; } = "";
    public IReadOnlyList<(string Title, string Url)> Papers { get; private set; } = [];
    /// <summary>The last act, as long as nobody has gone on.</summary>
    public bool MayWithdraw => MayAct && Case.IsOpen && Acts.Count > 1 && Acts[^1] is { Kind: ActKind.Done } last && Procedure.Find(last.Step) is { IsFinal: false } step && Cases.WhyNotMine(Place, Case with { IsDelegated = false }, step) is null;
    public bool MayTurn => MayAct && Case.IsOpen && WhyNot(Now) is null;
    public string StageTitle => Procedure.StageOf(Now).Title;

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        var (found, acts) = await Cases.FindWithActsAsync(Place, id, Stop);
        if (found is null || Procedure.Find(found.Step) is not { } now) return NotFound();
        (Case, Acts, Facts, Now, Open) = (found, acts, found.Facts, now, Cases.Open(Procedure, found));
        if (found.IsOpen)
        {
            List<Step> coming = [.. Procedure.Steps.SkipWhile(step => step != now).Where(step => step == now || !step.IsClosed).Take(3)];
            var waits = await Cases.AheadAsync(Place, found, coming, Stop);
            Ahead.AddRange(coming.Zip(waits, (step, wait) => new AheadRow(step, Open.Contains(step), WhyNot(step), wait?.Earliest, wait?.Words)));
        }
        if (registers.All.FirstOrDefault(place => place.Module.Id == Place.Module.Id && place.Register.Id == Procedure.Register && place.Parent is null) is { } subject && Here.May(subject.Register.ReadPermission)
            && await Cases.SubjectAsync(Place, found.SubjectId, Stop) is { } told)
        {
            if (subject.Register.IsPerson) Person = string.Join("，", subject.Register.Fields.Where(field => field.IsListed && (field.Kind == FieldKind.Code || field.ShowsAge) && told.Facts[field.Column] is not null).Select(field => told.Facts.Show(field)));
            SubjectUrl = Here.Url($"{subject.Path}/{found.SubjectId}");
            SubjectWords = subject.Register.IsPerson ? "人员档案" : subject.Register.Noun;
            Papers = [.. from paper in Procedure.Papers where paper.When?.Invoke(found) != false
                         join document in DocumentPlace.Of(subject) on paper.Document equals document.Document.Id where Here.May(document.Document.Permission)
                         select (paper.Title, QueryHelpers.AddQueryString(Here.Url(document.Path), paper.Answers.Select(answer => KeyValuePair.Create(answer.Key, Answer(answer.Value))).Append(new("ids", found.SubjectId.ToString("N")))))];
        }
        return Page();
    }

    string? Answer(string fact) => Procedure.FieldOf(fact) is { } field ? Facts.Input(field) : Procedure.Steps.Any(step => step.DayFact == fact) && Facts.Day(fact) is { } day ? Dates.Format(day) : Facts[fact];

    public string? WhyNot(Step step) => !MayAct ? "只能查看" : Cases.WhyNotMine(Place, Case, step);

    /// <summary>What counts of a step: done, and not returned behind since.</summary>
    IEnumerable<ProcedureAct> ActsOf(Step step) => Acts.Where(act => act.Step == step.Id && act.Kind is ActKind.Done or ActKind.Corrected && !Acts.Any(back => back.Kind == ActKind.Returned && back.Number > act.Number && NumberOf(Procedure.Find(back.Step)!) <= NumberOf(step)));

    public ProcedureAct? LastOf(Step step) => Facts[step.DayFact] is null ? null : Acts.LastOrDefault(act => act.Step == step.Id && act.Kind is ActKind.Done or ActKind.Corrected);
    public int TimesOf(Step step) => step.IsRepeated ? ActsOf(step).Count(act => act.Kind == ActKind.Done) : 0;
    public string PipOf(Step step) => Case.IsOpen && step == Now ? "now" : Facts[step.DayFact] is not null ? "done" : "";
    /// <summary>Without the steps that are no longer taken, unless this case has been there.</summary>
    public IReadOnlyList<Stage> Stages => field ??= [.. Procedure.Stages.Select(stage => stage with { Steps = [.. stage.Steps.Where(step => !step.IsClosed || step == Now || Facts[step.DayFact] is not null)] }).Where(stage => stage.Steps.Count > 0)];
    public string StateOf(Stage stage) => Case.IsOpen && stage.Steps.Contains(Now) ? "进行中" : stage.Steps.All(step => Facts[step.DayFact] is not null) ? "已完成" : "";
    public static string LightOf(ProcedureAct act) => act.Findings.All(finding => finding.Outcome is "符合" or "不适用") ? "green" : "yellow";
    public static string Recorded(Step step, ProcedureAct act) => string.Join("，", new[] { act.Outcome ?? "" }.Concat(step.AllFields.Where(field => field.Kind is not (FieldKind.Row or FieldKind.LongText) && act.Facts[field.Column] is not null).Select(field => $"{field.Label} {act.Facts.Show(field)}")).Where(text => text != ""));

    /// <summary>What was written at length (考察意见), and why it went the way it went (退回原因): that is forgotten by the case when it goes back, not by its history.</summary>
    public IEnumerable<string> NotesOf(ProcedureAct act) => Procedure.Find(act.Step) is not { } step ? [] :
        [.. step.AllFields.Where(field => field.Kind == FieldKind.LongText && act.Facts[field.Column] is not null).Select(field => act.Facts[field.Column]!),
         .. (step.Outcomes.FirstOrDefault(outcome => outcome.Title == act.Outcome)?.Fields ?? []).Where(field => field.Kind is not (FieldKind.LongText or FieldKind.Row) && act.Facts[field.Column] is not null).Select(field => $"{field.Label}：{act.Facts.Show(field)}")];

    public IReadOnlyList<(Step Step, KeptDocument Document, DateOnly On)> Documents => field ??= [.. Procedure.Steps.SelectMany(step => ActsOf(step).SelectMany(act => act.Documents.Select(document => (step, document, act.OnDay))))];
}

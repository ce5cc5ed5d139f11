using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Department.Own;

/// <summary>我的检视问题: of whoever is signed in and of nobody else; entered, told and followed by the person.</summary>
[Needs(PersonalProblems.Own, Write = PersonalProblems.Tell)]
public sealed class IndexModel(Db db, Here here) : PageModel
{
    public sealed record Problem(Guid Id, string Title, string Source, string Content, string Measure, DateOnly FoundOn, DateOnly DueOn, int Percent, DateOnly? ToldOn, string? ToldWords, DateOnly? ConfirmedOn, string? ConfirmedBy, string? ConfirmWords, string? Supervisor)
    {
        public (string Kind, string Words) Light => ConfirmedOn is { } on ? ("green", $"{ConfirmedBy}已确认（{Dates.Format(on)}）") : Percent == 100 ? ("yellow", "等别人确认") : DueOn < Clock.Today ? ("red", $"超期 {Clock.Today.DayNumber - DueOn.DayNumber} 天") : ("none", $"{Percent}%");
    }

    public Here Here => here;
    public bool MayTell => here.MayWrite(PersonalProblems.Tell);
    public IReadOnlyList<Problem> Problems { get; private set; } = [];
    public string? Fault { get; private set; }
    /// <summary>What was typed of a new one that was refused.</summary>
    public string Typed(string name) => Fault is not null && Request.Query["handler"] == "add" ? Request.Form[name].ToString() : "";

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    /// <summary>A new one, found by the person.</summary>
    public async Task<IActionResult> OnPostAddAsync(string? title, string? source, string? content, string? measure, string? due, string? supervisor, CancellationToken stop)
    {
        await LoadAsync(stop);
        var said = (Title: title?.Trim() ?? "", Content: content?.Trim() ?? "", Measure: measure?.Trim() ?? "", Supervisor: supervisor?.Trim() ?? "");
        if (said.Title.Length is 0 or > 120) return Refuse("请写问题，120 字以内");
        if (source is null || !PersonalProblems.Sources.Has(source)) return Refuse("请选来源");
        if (said.Content.Length is 0 or > 1000) return Refuse("请写具体表现，1000 字以内");
        if (said.Measure.Length is 0 or > 1000) return Refuse("请写整改措施，1000 字以内");
        if (said.Supervisor.Length > 36) return Refuse("谁来督促：36 字以内");
        if (!Dates.TryParse(due, out var day, out var fault)) return Refuse("整改时限：" + fault);
        if (day < Clock.Today) return Refuse("整改时限不早于今天");
        await PersonalProblems.AddAsync(db, here.Locality.Path, said.Title, source, said.Content, said.Measure, day, said.Supervisor, stop);
        return Done("已列入，所在支部和上级能看到");
    }

    /// <summary>How it goes; at 100 % it waits for another to confirm it.</summary>
    public async Task<IActionResult> OnPostTellAsync(Guid problem, int? percent, string? words, CancellationToken stop)
    {
        await LoadAsync(stop);
        if (Problems.FirstOrDefault(one => one.Id == problem) is not { } mine) return NotFound();
        var said = words?.Trim() ?? "";
        if (percent is not (>= 0 and <= 100)) return Refuse("进度：填 0 至 100");
        if (said.Length is 0 or > 1000) return Refuse("请写整改情况，1000 字以内");
        if (!await PersonalProblems.TellAsync(db, problem, percent.Value, said, true, stop)) return Refuse("已经确认，不再报告");
        await db.RecordAsync(new(DeedKind.Update, "personal-problems", problem, here.Locality.Path, $"{db.Actor.Name}：{mine.Title}", [new("整改进度", $"{mine.Percent}%", $"{percent}%")], said), stop);
        return Done(percent == 100 ? "已报告完成，等支部或上级确认" : "已报告");
    }

    PageResult Refuse(string why)
    {
        (Fault, Response.StatusCode) = (why, StatusCodes.Status422UnprocessableEntity);
        return Page();
    }

    RedirectResult Done(string words)
    {
        TempData["Done"] = words;
        return Redirect(here.Url("department/own"));
    }

    async Task LoadAsync(CancellationToken stop) => Problems = await db.QueryAsync<Problem>("""
        select id, title, source, content, measure, found_on, due_on, percent, told_on, told_words, confirmed_on, confirmed_by, confirm_words, supervisor from personal_problem where account_id = @by and removed_at is null order by confirmed_on is not null, due_on, id limit 100
        """, new { by = db.Actor.Id }, stop);
}

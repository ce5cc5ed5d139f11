using Xunit;

namespace OrgWork.Tests;

/// <summary>Cases of procedures through their pages: opened, gone on with, as somebody at the screen does it. All papers are at hand unless said.</summary>
static class CaseForms
{
    static readonly (string, string)[] Papers = [("paper.0", "1"), ("paper.1", "1")];

    public static async Task<Answer> OpenCaseAsync(this Browser browser, string board, Guid subject, params (string Name, string Value)[] values)
    {
        var page = await browser.GetAsync(board + "/new");
        return await browser.SendAsync(board + "/new", page.FormOf(), [("subject", subject.ToString()), .. Papers, .. values]);
    }

    public static async Task<Answer> ActAsync(this Browser browser, string one, string step, params (string Name, string Value)[] values)
    {
        var page = await browser.GetAsync($"{one}/act/{step}");
        return await browser.SendAsync($"{one}/act/{step}", page.FormOf(), [.. Papers, .. values]);
    }

    public static async Task DoStepAsync(this Browser browser, string one, string step, params (string Name, string Value)[] values)
    {
        var answer = await browser.ActAsync(one, step, values);
        Assert.True(answer.Status == 302, $"{step}: {answer.Status} {answer.Why()}");
    }

    /// <summary>A deed on a row of a list: the page that asks, then yes. Without a form there, that page is the answer.</summary>
    public static async Task<Answer> DoDeedAsync(this Browser browser, string list, string deed, Guid row, params (string Name, string Value)[] said)
    {
        var page = await browser.GetAsync($"{list}/deeds/{deed}?id={row}");
        return page.Document.QuerySelector("form[data-guard]") is not { } form ? page
            : await browser.PostBareAsync(form.GetAttribute("action")!, [.. form.QuerySelectorAll("input[type=hidden]").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)), .. said]);
    }

    /// <summary>What stood in the way, in the words of the page.</summary>
    public static string Why(this Answer answer) => $"{answer.In("h1")} {answer.In(".refuse")} {answer.In(".note")} {string.Join("；", answer.Document.QuerySelectorAll(".err").Select(e => e.TextContent))}";

    public static (string, string)[] Votes(string prefix, int voters, int present, int approve) =>
        [(prefix + "voters", $"{voters}"), (prefix + "present", $"{present}"), (prefix + "issued", $"{present}"), (prefix + "approve", $"{approve}"), (prefix + "oppose", $"{present - approve}"), (prefix + "abstain", "0")];
}

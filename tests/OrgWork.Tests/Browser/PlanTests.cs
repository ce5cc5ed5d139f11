using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Screens;

/// <summary>模拟调配 by hand: somebody is dragged from the list to a seat, and schemes lie side by side on paper.</summary>
[Collection(nameof(Chromium))]
public sealed class PlanTests(Chromium chromium)
{
    [Fact, Trait("Row", "C4.6")]
    public async Task Who_is_dragged_from_the_list_to_a_seat_sits_there_in_the_plan_with_findings_and_three_schemes_are_printed_side_by_side()
    {
        await using var officer = await chromium.SignInAsync("demo.cadre");
        // A team in which somebody sits.
        await officer.GoAsync($"/{Chromium.City}/cadres/teams/forecast?kind=band&years=5");
        var team = (await officer.Page.GetAttributeAsync("tbody a[href*='teams/board/']", "href"))![^36..];
        foreach (var name in new[] { "拖动一", "拖动二", "拖动三" })
        {
            await officer.GoAsync($"/{Chromium.City}/cadres/teams/plans");
            await officer.Page.EvaluateAsync("([name, team]) => { const form = document.querySelector(\"form [name=team]\").form; form.elements.name.value = name; const select = form.elements.team; if (select.tomselect) select.tomselect.setValue(team, true); else select.value = team; }", new[] { name, team });
            await officer.Page.EvaluateAsync("() => document.querySelector(\"form [name=team]\").form.requestSubmit()");
            await officer.Page.WaitForURLAsync("**/teams/plan/*");
        }
        var plan = officer.Page.Url;
        var seat = await officer.Page.GetAttributeAsync(".seat[data-drop]", "data-drop");
        // The list of those who could come to it.
        await officer.GoAsync($"{new Uri(plan).AbsolutePath}?seat={seat}");
        var holder = await officer.Page.GetAttributeAsync($".seat[data-drop='{seat}']", "data-drag");
        var person = await officer.Page.GetAttributeAsync($"tr[data-drag]:not([data-drag='{holder}'])", "data-drag");
        var moved = (await officer.TextAsync($"tr[data-drag='{person}'] td.name")).Replace("　", "", StringComparison.Ordinal).Trim();
        Assert.Equal(0, await officer.Page.Locator(".seat-plan").CountAsync());

        await officer.Page.DragAndDropAsync($"tr[data-drag='{person}']", $".seat[data-drop='{seat}']");
        await officer.Page.WaitForSelectorAsync(".seat-plan");

        Assert.Contains(moved, (await officer.TextAsync($".seat-plan[data-drop='{seat}']")).Replace("　", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.NotEqual(0, await officer.Page.Locator(".find li").CountAsync());

        // The same by keys: taken back, and put there again from the card.
        await officer.Page.Keyboard.PressAsync("z");
        await officer.Page.WaitForFunctionAsync("() => !document.querySelector('.seat-plan')");
        await officer.GoAsync($"{new Uri(plan).AbsolutePath}?seat={seat}");
        await officer.Page.FocusAsync($"tr[data-drag='{person}']");
        await officer.Page.Keyboard.PressAsync("m");
        Assert.Equal(person, await officer.Page.InputValueAsync("#move [name=person]"));
        Assert.True(await officer.Page.EvaluateAsync<bool>("() => document.querySelector('#move [name=seat]').parentElement.contains(document.activeElement)"));
        await officer.Page.EvaluateAsync("seat => { const select = document.querySelector('#move [name=seat]'); if (select.tomselect) select.tomselect.setValue(seat); else select.value = seat; }", seat);
        await officer.Page.ClickAsync("#move button");
        await officer.Page.WaitForSelectorAsync($".seat-plan[data-drop='{seat}']");

        await officer.GoAsync($"/{Chromium.City}/cadres/teams/plans");
        await officer.Page.EvaluateAsync("names => { for (const row of document.querySelectorAll('tbody tr')) if (names.some(name => row.textContent.includes(name))) row.querySelector('input[type=checkbox]').checked = true; }", new[] { "拖动一", "拖动二", "拖动三" });
        await officer.FollowAsync("button:has-text('并排比较')");
        await officer.Page.EmulateMediaAsync(new() { Media = Microsoft.Playwright.Media.Print });
        Assert.Equal(5, await officer.Page.Locator("table.tbl-grid thead th:visible").CountAsync());
        foreach (var name in new[] { "拖动一", "拖动二", "拖动三" }) Assert.Contains(name, await officer.TextAsync("table.tbl-grid thead"), StringComparison.Ordinal);
        Assert.Contains(moved, await officer.TextAsync("table.tbl-grid tbody"), StringComparison.Ordinal);
        // On paper there is the table, and nothing to press.
        Assert.False(await officer.Page.Locator("button[data-print]").IsVisibleAsync());
        Assert.Empty(officer.Complaints);
    }
}

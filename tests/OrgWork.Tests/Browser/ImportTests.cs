using System.Text;
using Xunit;

namespace OrgWork.Tests.Screens;

[Collection(nameof(Chromium))]
public sealed class ImportTests(Chromium chromium)
{
    [Fact]
    public async Task A_sheet_is_brought_its_bad_cells_are_put_right_by_keys_by_pasting_a_block_and_by_a_step_back_and_it_is_written()
    {
        await using var officer = await chromium.SignInAsync("demo.talent");
        var page = officer.Page;
        await officer.GoAsync($"/{Chromium.City}/talent/talents/imports");
        await page.SetInputFilesAsync("input[type=file]", new Microsoft.Playwright.FilePayload { Name = "人才.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("姓名,性别,人才类别\n甲网格,难,专技\n乙网格,女性,高技\n丙网格,男,农村实用人才\n丁网格,女,村里的\n") });
        await officer.FollowAsync("button:text-is('上传并对列')");
        await officer.FollowAsync("button:text-is('核对每一行')");
        // The page looks after the task itself.
        await page.WaitForSelectorAsync(".counts a[href$='show=wrong'] b:text-is('3')");
        Assert.Equal("性别", await page.EvaluateAsync<string>("() => [...document.querySelectorAll('[data-grid] thead th')].map(th => th.textContent).find(text => text === '性别')"));

        // Two rows and two columns, copied from a sheet.
        await page.EvalOnSelectorAsync("tr[data-n='2'] td[data-c=sex] .in", """
            input => {
              input.focus();
              const data = new DataTransfer();
              data.setData('text/plain', '男\t专业技术人才\r\n女\t高技能人才\r\n');
              input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """);
        await page.WaitForSelectorAsync(".counts a[href$='show=wrong'] b:text-is('1')");
        // What is left has the focus; typing and Enter puts it right.
        await page.WaitForFunctionAsync("() => document.activeElement?.closest('td')?.dataset.c === 'category'");
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("农村实用人才");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".counts a[href$='show=new'] b:text-is('4')");

        // One step back, and that step again.
        await page.Keyboard.PressAsync("Alt+z");
        await page.WaitForSelectorAsync(".counts a[href$='show=wrong'] b:text-is('1')");
        await page.FillAsync("tr[data-n='5'] td[data-c=category] .in", "农村实用人才");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".counts a[href$='show=new'] b:text-is('4')");

        await page.ClickAsync(".import-foot .btn-main");
        await officer.FollowAsync("dialog[open] button:text-is('写入')");
        await page.WaitForSelectorAsync(".note:has-text('已写入：新增 4 人')");
        Assert.Equal("1 2 2 1", await chromium.Host.AskAsync<string>("select string_agg(sex, ' ' order by case left(name, 1) when '甲' then 1 when '乙' then 2 when '丁' then 3 else 4 end) from talent.talent where name like '_网格'"));
        Assert.Empty(officer.Complaints);
    }
}

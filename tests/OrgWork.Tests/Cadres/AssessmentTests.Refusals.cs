using Xunit;

namespace OrgWork.Tests.Cadres;

/// <summary>A decision holds for the sheet that was looked at, once; nothing comes after the archive.</summary>
public sealed partial class AssessmentTests
{
    [Fact, Trait("Row", "C6.3")]
    public async Task A_sheet_is_decided_once_as_it_was_read_and_everybody_has_one_grade_for_a_year()
    {
        using var officer = await OfficerAsync();
        using var colleague = await OfficerAsync();
        using var third = await OfficerAsync();
        using var fourth = await OfficerAsync();
        await SchemeAsync(officer);
        var sheet = await SheetAsync(officer);
        var id = sheet[^36..];
        await AppraisedAsync(officer, sheet);
        Assert.Equal(302, (await FillAsync(officer, sheet, "1", "2", "2", "3", "2")).Status);
        // The clerk has saved other grades since it was read: what nobody has looked at is not decided.
        var read = await VersionAsync(sheet);
        Assert.Equal(302, (await FillAsync(colleague, sheet, "2", "2", "2", "2", "2")).Status);
        var stale = await DecideAsync(third, sheet, read);
        Assert.Equal(422, stale.Status);
        Assert.Contains("刚在别处改过", stale.Text, StringComparison.Ordinal);
        // Somebody whose grade of the year is on file already is named.
        await host.DoAsync($"insert into cadres.cadre_assessment (cadre_id, locality_path, year, kind, grade) select id, locality_path, {Year}, '20', '2' from cadres.cadre where id = '{people[1]}'");
        Assert.Contains("请先核对，把重复的移除", (await DecideAsync(third, sheet)).Text, StringComparison.Ordinal);
        await host.DoAsync($"delete from cadres.cadre_assessment where cadre_id = '{people[1]}' and year = {Year}");

        // Two hands: none of those who filled it in writes down what was decided of it, whoever pressed 保存 last; a press that changed nothing is no filling in.
        Assert.Equal(302, (await FillAsync(third, sheet, "2", "2", "2", "2", "2")).Status);
        foreach (var hand in new[] { officer, colleague }) Assert.Contains("填报考核表的人不能自己登记", (await DecideAsync(hand, sheet)).Text, StringComparison.Ordinal);
        var version = $"{await VersionAsync(sheet)}";
        foreach (var browser in new[] { third, fourth }) Assert.Equal(200, (await browser.GetAsync(sheet)).Status);
        Task<Answer> Decide(Browser browser) => browser.PostAsync($"{sheet}?handler=decide", ("by", "县委常委会"), ("on", "2026.01.10"), ("version", version));
        var held = $"select 1 from cadres.assessment_sheet where id = '{id}' for update";
        Assert.Equal([302, 422], (await host.AtOnceAsync(held, () => Decide(third), () => Decide(fourth))).Select(answer => answer.Status).Order());
        Assert.Equal((long)people.Length, await host.AskAsync<long>($"select count(*) from cadres.cadre_assessment where year = {Year} and kind = '20' and cadre_id = any(array[{string.Join(",", people.Select(one => $"'{one}'::uuid"))}])"));
        Assert.True(await host.AskAsync<bool>("select exists (select from pg_indexes where schemaname = 'cadres' and tablename = 'cadre_assessment' and indexdef like 'CREATE UNIQUE INDEX%(cadre_id, year, kind)%')"));

        // Told once; in the archive there is no review any more.
        var line = await host.AskAsync<Guid>($"select id from cadres.assessment_line where assessment_sheet_id = '{id}' order by rank_order, id limit 1");
        Assert.Equal([302, 422], (await host.AtOnceAsync(held, () => officer.PostAsync($"{sheet}?handler=feedBack", ("on", "2026.01.15")), () => colleague.PostAsync($"{sheet}?handler=feedBack", ("on", "2026.01.16")))).Select(answer => answer.Status).Order());
        Assert.Equal(302, (await officer.PostAsync($"{sheet}?handler=file", ("on", "2026.02.01"))).Status);
        Assert.Contains("已经归档", (await officer.PostAsync($"{sheet}?handler=appeal", ("line", line.ToString()), ("reason", "实绩没有计入"), ("on", "2026.02.01"))).Text, StringComparison.Ordinal);
        Assert.Null(await SayAsync($"select appealed_on::text from cadres.assessment_line where id = '{line}'"));
    }
}

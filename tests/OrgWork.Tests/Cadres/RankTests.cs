using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Cadres.OfficeHost;

namespace OrgWork.Tests.Cadres;

/// <summary>职级晋升 (rules A13): who has come to the next rank and when the others will, and that it is given step by step, in time, after its publicity and to nobody under a measure.</summary>
public sealed class RankTests(OfficeHost office) : IClassFixture<OfficeHost>
{
    static readonly string[] Officer = ["cadres.files.read", "cadres.files.edit", "cadres.rules.read", "cadres.rules.edit"];

    TestHost Host => office.Host;
    static Month Ago(int months) => Month.Of(Clock.Today).AddMonths(-months);
    static string First(Month month) => AsOf.Format(month.First);
    /// <summary>Twelve working days and more ago.</summary>
    static string Published => Day(18);

    Task<Guid> CadreAsync(string name, string? rank, Month? since, string? level = null, Month? leveled = null) => office.CadreAsync(name, "management, rank, rank_began_on, level, level_began_on",
        $"'04', {Quoted(rank)}, {Quoted(since is { } on ? First(on) : null)}, {Quoted(level)}, {Quoted(leveled is { } from ? First(from) : null)}");
    static string Quoted(string? value) => value is null ? "null" : $"'{value}'";
    Task GradeAsync(Guid cadre, int year, string grade) => Host.DoAsync($"insert into cadres.cadre_assessment (cadre_id, locality_path, year, kind, grade) values ('{cadre}', '{office.Path}', {year}, '20', '{grade}')");
    static Task<Answer> PromoteAsync(Browser officer, Guid cadre, string rank, string? published = null, int decided = 1) =>
        officer.DoDeedAsync($"{Home}/files", "promote-rank", cadre, ("rank", rank), ("published_on", published ?? Published), ("decided_on", Day(decided)), ("document_no", "组职〔2026〕7号"));

    [Fact]
    public async Task A_file_tells_the_next_rank_and_from_when_on_and_those_who_have_come_to_it_are_a_list_of_their_own()
    {
        using var officer = await Host.SignInAsync(TestHost.County, Officer);
        // Two years; half a year less for an excellent one since; a year more for a merely sufficient one; three years to the first.
        var (due, early, late, first) = (await CadreAsync("年限到期人", "R06", Ago(24)), await CadreAsync("优秀提前人", "R06", Ago(19)), await CadreAsync("基本称职人", "R06", Ago(26)), await CadreAsync("一调人", "R04", Ago(30)));
        await GradeAsync(early, Ago(19).Year, "1");
        await GradeAsync(late, Ago(26).Year, "3");
        // What was excellent before the rank was reached counts no more.
        await GradeAsync(first, Ago(30).Year - 1, "1");
        // By the post: 乡科级正职 goes with 二级主任科员, since the level was reached; the rank itself where it is higher.
        var (chief, both) = (await CadreAsync("正科人", null, null, "1A41", Ago(25)), await CadreAsync("副科高职级", "R08", Ago(10), "1A42", Ago(60)));
        var (top, other) = (await CadreAsync("到顶人", "R01", Ago(90)), await CadreAsync("法官人", "R06", Ago(90)));
        await Host.DoAsync($"update cadres.cadre set category = 'B1' where id = '{other}'");

        async Task<string> NextAsync(Guid cadre) => (await officer.GetAsync($"{Home}/overview/{cadre}")).Document.QuerySelectorAll("dl.kv dd").First(dd => dd.PreviousElementSibling!.TextContent == "职级").TextContent;
        Assert.Contains($"{Month.Of(Clock.Today)} 起可晋升三级调研员", await NextAsync(due), StringComparison.Ordinal);
        Assert.Contains($"{Ago(19).AddMonths(18)} 起可晋升三级调研员", await NextAsync(early), StringComparison.Ordinal);
        Assert.Contains($"{Ago(26).AddMonths(36)} 起可晋升三级调研员", await NextAsync(late), StringComparison.Ordinal);
        Assert.Contains($"{Ago(30).AddMonths(36)} 起可晋升一级调研员", await NextAsync(first), StringComparison.Ordinal);
        Assert.Contains($"{Ago(25).AddMonths(24)} 起可晋升一级主任科员", await NextAsync(chief), StringComparison.Ordinal);
        Assert.Contains($"{Ago(10).AddMonths(24)} 起可晋升一级主任科员", await NextAsync(both), StringComparison.Ordinal);
        foreach (var none in (Guid[])[top, other]) Assert.DoesNotContain("可晋升", await NextAsync(none), StringComparison.Ordinal);

        async Task<string> LitAsync() => (await officer.GetAsync($"{Home}/files?rule=ranks.due")).In("tbody") ?? "";
        var lit = await LitAsync();
        foreach (var name in (string[])["年限到期人", "优秀提前人"]) Assert.Contains(name, lit, StringComparison.Ordinal);
        // Of those who lead without a rank of their own it stands on their page alone: they would fill the list.
        foreach (var name in (string[])["正科人", "基本称职人", "一调人", "副科高职级", "到顶人", "法官人"]) Assert.DoesNotContain(name, lit, StringComparison.Ordinal);
        Assert.Contains("四级调研员 → 三级调研员", (await officer.GetAsync($"{Home}/files/{due}?tab=rules")).Text, StringComparison.Ordinal);

        // A number that is set on the rule of the years holds for the light; there is no second one to set.
        var light = await officer.GetAsync($"{Home}/rules/ranks.due");
        Assert.Contains("数值以规则“", light.Text, StringComparison.Ordinal);
        Assert.Contains($"{Home}/rules/ranks.years", light.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await officer.PostAsync($"{Home}/rules/ranks.years", ("Parameter", "other"), ("Value", "36"), ("From", Day(0)), ("Basis", "县委规定"), ("Reason", "从严"), ("Scope", ""))).Status);
        Assert.DoesNotContain("年限到期人", await LitAsync(), StringComparison.Ordinal);
        Assert.Contains($"{Ago(24).AddMonths(36)} 起可晋升三级调研员", await NextAsync(due), StringComparison.Ordinal);
        await Host.DoAsync("delete from org.rule_parameter where rule = 'cadres.ranks.years'");
    }

    [Fact]
    public async Task A_rank_is_given_one_at_a_time_in_its_years_after_five_working_days_of_publicity_and_to_nobody_under_a_measure()
    {
        using var officer = await Host.SignInAsync(TestHost.County, Officer);
        using var reader = await Host.SignInAsync(TestHost.County, "cadres.files.read");
        var id = await CadreAsync("晋升人", "R06", Ago(30));
        // On file for years.
        await Host.DoAsync($"update cadres.cadre_history set valid_from = '2020-01-01' where id = '{id}'");

        Assert.Equal(403, (await reader.GetAsync($"{Home}/files/deeds/promote-rank?id={id}")).Status);
        async Task RefusedAsync(Guid cadre, string rank, string words, string? published = null)
        {
            var answer = await PromoteAsync(officer, cadre, rank, published);
            Assert.Equal(422, answer.Status);
            Assert.Contains(words, answer.Text, StringComparison.Ordinal);
        }
        await RefusedAsync(id, "R04", "越级晋升职级");
        await RefusedAsync(id, "R05", "公示不足五个工作日", Day(3));
        var young = await CadreAsync("年限不足人", "R06", Ago(20));
        await RefusedAsync(young, "R05", $"最早 {Ago(20).AddMonths(24)}");
        await Host.DoAsync($"insert into cadres.cadre_measure (cadre_id, locality_path, kind, began_on, effect_until, decided_by) values ('{id}', '{office.Path}', '02251', '{Iso(200)}', '{Iso(-347)}', '县纪委')");
        var held = await PromoteAsync(officer, id, "R05");
        Assert.Equal(422, held.Status);
        // That there is one stops it; until when is opened for a purpose.
        Assert.Contains("影响期未满", held.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Day(-347), held.Text, StringComparison.Ordinal);
        Assert.Equal("R06", await Host.AskAsync<string>($"select rank from cadres.cadre where id = '{id}'"));

        await Host.DoAsync($"update cadres.cadre_measure set effect_until = '{Iso(40)}' where cadre_id = '{id}'");
        var done = await PromoteAsync(officer, id, "R05");
        Assert.True(done.Status == 302, done.Why());
        Assert.Equal($"R05 {AsOf.Format(Month.Of(Clock.Today.AddDays(-1)).First)}", await Host.AskAsync<string>($"select rank || ' ' || rank_began_on from cadres.cadre where id = '{id}'"));
        // The day before the decision the old one stands in the register.
        Assert.Equal("R06", await Host.AskAsync<string>($"select rank from cadres.cadre_history where id = '{id}' and valid_from <= '{Iso(2)}' and valid_to > '{Iso(2)}'"));
        Assert.Equal(1L, await Host.AskAsync<long>($"select count(*) from audit.entry where row_id = '{id}' and changes::text like '%晋升职级%' and changes::text like '%组职〔2026〕7号%'"));
        await RefusedAsync(id, "R04", "职级任职年限不足");
    }

    [Fact, Trait("Row", "C1.4")]
    public async Task A_rank_that_is_given_is_a_row_of_the_set_with_its_day_and_document_and_ends_the_one_before_and_the_form_takes_it()
    {
        using var officer = await Host.SignInAsync(TestHost.County, [.. Officer, "cadres.documents.print"]);
        var id = await CadreAsync("层级行人", "R06", Ago(30), "1A32", Ago(60));
        await Host.DoAsync($"""
            update cadres.cadre set post_title = '县试验局副局长、四级调研员' where id = '{id}';
            update cadres.cadre_history set valid_from = '2020-01-01' where id = '{id}';
            insert into cadres.cadre_level (cadre_id, locality_path, rank, began_on, document_no) select id, locality_path, 'R06', rank_began_on, '组职〔2024〕1号' from cadres.cadre where id = '{id}';
            insert into cadres.cadre_level (cadre_id, locality_path, level, began_on) select id, locality_path, '1A32', level_began_on from cadres.cadre where id = '{id}'
            """);
        Task<string?> RowsAsync() => Host.AskAsync<string>($"select string_agg(concat_ws(' ', coalesce(rank, level), began_on, coalesce(ended_on::text, '在任'), document_no), '; ' order by coalesce(rank, level), began_on) from cadres.cadre_level where cadre_id = '{id}' and removed_at is null");
        var before = await RowsAsync();
        // What is refused writes no row.
        Assert.Equal(422, (await PromoteAsync(officer, id, "R04")).Status);
        Assert.Equal(before, await RowsAsync());
        var done = await PromoteAsync(officer, id, "R05");
        Assert.True(done.Status == 302, done.Why());
        Assert.Equal($"1A32 {First(Ago(60))} 在任; R05 {Iso(1)} 在任 组职〔2026〕7号; R06 {First(Ago(30))} {Iso(1)} 组职〔2024〕1号", await RowsAsync());
        // On the file's own tab, and on the printed form: the rank beside the post it goes with.
        var tab = (await officer.GetAsync($"{Home}/files/{id}?tab=levels")).Document.QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToList();
        Assert.Contains(tab, row => row.Contains("三级调研员", StringComparison.Ordinal) && row.Contains("组职〔2026〕7号", StringComparison.Ordinal) && row.Contains(Day(1), StringComparison.Ordinal));
        var address = $"{Home}/files/documents/approval";
        var asked = await officer.GetAsync($"{address}?ids={id:N}");
        var form = await officer.SendAsync($"{address}/print?ids={id:N}", asked.FormOf());
        Assert.Contains("县试验局副局长、三级调研员", form.Text.Replace("\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("四级调研员", form.Text, StringComparison.Ordinal);
    }
}

using OrgWork.Kernel;
using Xunit;
using static OrgWork.Tests.Cadres.OfficeHost;

namespace OrgWork.Tests.Cadres;

/// <summary>What stands around a case of appointment: the regulations its rules and steps rest on, and where townships' leaders come from.</summary>
public sealed class SelectionTests(OfficeHost office) : IClassFixture<OfficeHost>
{
    static readonly string[] Reader = ["cadres.appointments.read", "cadres.files.read", "cadres.rules.read", "cadres.figures.read"], Clerk = [.. Reader, "cadres.appointments.act"];

    TestHost Host => office.Host;

    async Task OkAsync(Task<Answer> doing)
    {
        var answer = await doing;
        Assert.True(answer.Status == 302, $"{answer.Status} {answer.Why()} {Host.Log}");
    }

    static Task<Answer> DoAsync(Browser browser, string register, Guid id, string deed, params (string, string)[] values) => browser.SubmitAsync($"{Home}/{register}/deeds/{deed}?id={id}", values);

    async Task<Answer> PageAsync(Browser browser, string path)
    {
        var page = await browser.GetAsync($"{Home}/{path}");
        Assert.True(page.Status == 200, page.Why() + Host.Log);
        return page;
    }

    static string RowOf(Answer page, string words) => page.Document.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains(words, StringComparison.Ordinal)).TextContent;

    [Fact, Trait("Row", "C3.3")]
    public async Task Regulations_have_number_issuer_clauses_and_successor_and_rules_parameters_and_steps_point_to_them()
    {
        using var clerk = await Host.SignInAsync(TestHost.County, Clerk);
        async Task<Guid> NewAsync(string name, string no, string effective)
        {
            await OkAsync(clerk.SubmitAsync($"{Home}/regulations/new", ("name", name), ("document_no", no), ("issuer", "中共中央"), ("tier", "1"), ("effective_on", effective)));
            return await Host.AskAsync<Guid>($"select id from cadres.regulation where name = '{name}' and document_no = '{no}'");
        }
        var (now, next) = (await NewAsync("党政领导干部选拔任用工作条例", "试1号", "2019.03.03"), await NewAsync("新的选拔任用条例", "试2号", Dates.Format(Clock.Today)));
        await OkAsync(clerk.SubmitAsync($"{Home}/regulations/{now}/clauses/new", ("article", "第四十二条"), ("words", "任前公示的要点")));

        var page = await PageAsync(clerk, $"policies/uses/{now}");
        // The clause, the rule that stands on it with its number, and the step of the workflow that asks it.
        var line = RowOf(page, "任前公示的要点");
        foreach (var words in new[] { "第四十二条", "步骤：任前公示" }) Assert.Contains(words, line, StringComparison.Ordinal);
        Assert.Contains("5 个工作日", page.Text, StringComparison.Ordinal);
        Assert.Contains("步骤：动议", RowOf(page, "第三章"), StringComparison.Ordinal);
        Assert.DoesNotContain("按新文件核对", page.Text, StringComparison.Ordinal);
        // A parameter that a place sets stricter stands there with its document.
        await Host.DoAsync("insert into org.rule_parameter (rule, parameter, value, valid, basis, reason, set_by_name) values ('cadres.appointments.publicity', 'days', 7, daterange('2020-01-01', null), '市委组发9号', '试', '试')");
        Assert.Contains("市委组发9号", (await PageAsync(clerk, $"policies/uses/{now}")).Text, StringComparison.Ordinal);

        await OkAsync(DoAsync(clerk, "regulations", now, "replace", ("replaced_by_id", next.ToString()), ("ended_words", "新条例附则")));
        Assert.Equal($"2 {AsOf.Format(Clock.Today)} {next}", await Host.AskAsync<string>($"select concat_ws(' ', state, ended_on, replaced_by_id) from cadres.regulation where id = '{now}'"));
        page = await PageAsync(clerk, $"policies/uses/{now}");
        Assert.Contains("按新文件核对", page.Text, StringComparison.Ordinal);
        Assert.Contains("新的选拔任用条例", page.Text, StringComparison.Ordinal);
        Assert.Contains("已经失效，不再改", (await clerk.SubmitAsync($"{Home}/regulations/{now}/edit", ("issuer", "别处"))).Text, StringComparison.Ordinal);
        using var reader = await Host.SignInAsync(TestHost.County, Reader);
        Assert.Equal(200, (await reader.GetAsync($"{Home}/policies/uses/{now}")).Status);
        Assert.Equal(403, (await reader.GetAsync($"{Home}/regulations/deeds/repeal?id={next}")).Status);
    }

    [Fact, Trait("Row", "C3.13")]
    public async Task Pools_of_four_sources_are_judged_by_the_rule_and_who_was_appointed_to_townships_is_counted_by_source()
    {
        using var clerk = await Host.SignInAsync(TestHost.County, Clerk);
        Task<Guid> CadreAsync(string name, string source, int years) => office.CadreAsync(name, "source, source_evidence, grassroots_years, level", $"'{source}', '材料', {years}, '1A50'");
        var (fit, fresh, graduate) = (await CadreAsync("村书记甲", "4", 5), await CadreAsync("村书记乙", "4", 1), await CadreAsync("选调生丙", "2", 3));
        await Host.DoAsync($"update cadres.cadre set birth_on = '1990-05-01' where id in ('{fit}', '{fresh}', '{graduate}')");
        // What a round below has chosen comes by itself.
        var page = await PageAsync(clerk, "township?source=4");
        Assert.Contains("符合", RowOf(page, "村书记甲"), StringComparison.Ordinal);
        Assert.Contains("基层 1 年，不满 3 年", RowOf(page, "村书记乙"), StringComparison.Ordinal);
        Assert.DoesNotContain("选调生丙", page.Text, StringComparison.Ordinal);
        Assert.Contains("选调生丙", (await PageAsync(clerk, "township?source=2&only=eligible")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("村书记乙", (await PageAsync(clerk, "township?source=4&only=eligible")).Text, StringComparison.Ordinal);

        // Two came into townships' teams this year, one of them from a village, one into an organ's.
        var (township, organ) = (await SeatAsync("选拔乡镇班子", "3"), await SeatAsync("选拔机关班子", "2"));
        var batch = await Host.AskAsync<Guid>($"insert into cadres.appointment_batch (locality_path, name, decided_by) values ('{office.Path}', '选拔试', '县委常委会') returning id");
        foreach (var (cadre, seat) in new[] { (fit, township), (graduate, township), (fresh, organ) })
            await Host.DoAsync($"""
                with p as (insert into cadres.appointment_post (appointment_batch_id, locality_path, seat_id, title, unit_name, post_name) values ('{batch}', '{office.Path}', '{seat}', '副乡长', '试', '副乡长') returning id)
                insert into cadres.appointment_candidate (appointment_batch_id, locality_path, cadre_id, name, kind, state, post_id, took_office_on) select '{batch}', '{office.Path}', '{cadre}', '试', '1', '9', p.id, org.today() from p
                """);
        var year = (await PageAsync(clerk, "township")).Document.QuerySelectorAll("tbody tr").First(row => row.FirstElementChild!.TextContent.Trim() == $"{Clock.Today.Year}");
        Assert.Equal(["1", "1", "0", "0", "2", "0", "0", "2"], year.QuerySelectorAll("td.num").Select(cell => cell.TextContent.Trim()));
        Assert.Contains("村书记甲", (await PageAsync(clerk, "figures/township-from-village/rows")).Text.Replace("试", "村书记甲", StringComparison.Ordinal), StringComparison.Ordinal);
        using var other = await Host.SignInAsync(TestHost.County, "cadres.files.read");
        Assert.Equal(403, (await other.GetAsync($"{Home}/township")).Status);

        async Task<Guid> SeatAsync(string name, string kind)
        {
            var team = await Host.AskAsync<Guid>($"insert into cadres.team (locality_path, name, kind, unit_id) values ('{office.Path}', '{name}', '{kind}', '{office.Unit}') returning id");
            return await Host.AskAsync<Guid>($"insert into cadres.team_seat (team_id, locality_path, post, opened_on, rank_order) values ('{team}', '{office.Path}', '副乡长', '2015-01-01', 1) returning id");
        }
    }
}

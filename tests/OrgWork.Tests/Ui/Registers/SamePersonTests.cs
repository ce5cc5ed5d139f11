using OrgWork.Kernel;
using CadreOffice = OrgWork.Tests.Cadres.OfficeHost;
using Xunit;

namespace OrgWork.Tests.Ui.Registers;

/// <summary>同一人: who was written down apart as a cadre and as a member becomes one person, once somebody says why and nothing stands against it.</summary>
public sealed class SamePersonTests(CadreOffice office) : IClassFixture<CadreOffice>
{
    TestHost Host => office.Host;

    async Task<(Guid Id, Guid Person)> MemberAsync(string name, string sex = "1", string birth = "1980-05-01", string? number = null, string nation = "05")
    {
        var branch = await Host.AskAsync<Guid>($"insert into grassroots.organisation (locality_path, name, kind, sphere, founded_on) values ('{office.Path}', '{name}所在支部', '631', '3', '2001-01-01') returning id");
        var index = number is null ? "null" : $"sha256('{number}')";
        var person = await Host.AskAsync<Guid>($"insert into org.person (name, name_pinyin, name_initials, sex, birth_on, nation, identity_mask, identity_index, identity_cipher) values ('{name}', '{Pinyin.OfName(name)}', '{Pinyin.InitialsOfName(name)}', '{sex}', '{birth}', '{nation}', {(number is null ? "null" : $"'{number[..6]}********{number[^4..]}'")}, {index}, {index}) returning id");
        var id = await Host.AskAsync<Guid>($"insert into grassroots.member (locality_path, name, person_id, organisation_id, kind, joined_on) select locality_path, '{name}', '{person}', id, '1', '2003-06-01' from grassroots.organisation where id = '{branch}' returning id");
        return (id, person);
    }

    static string Page(Guid cadre) => $"{CadreOffice.Home}/files/{cadre}/same";

    [Fact]
    public async Task Two_files_of_one_human_hang_on_one_person_afterwards_and_what_is_corrected_in_one_is_right_in_the_other()
    {
        var cadre = await office.CadreAsync("双知秋");
        var alone = await Host.AskAsync<Guid>($"select person_id from cadres.cadre where id = '{cadre}'");
        var (member, person) = await MemberAsync("双知秋", number: "990121198005011234");
        using var officer = await Host.SignInAsync(TestHost.County, "cadres.files.read", "cadres.files.edit", "grassroots.members.read");
        using var reader = await Host.SignInAsync(TestHost.County, "cadres.files.read");
        Assert.Equal(403, (await reader.GetAsync(Page(cadre))).Status);
        Assert.Contains("files/" + cadre + "/same", (await officer.GetAsync($"{CadreOffice.Home}/files/{cadre}")).Document.Body!.InnerHtml, StringComparison.Ordinal);

        var asked = await officer.GetAsync(Page(cadre));
        Assert.Contains("党员名册", asked.In("table")!, StringComparison.Ordinal);
        Assert.Contains("990121********1234", asked.In("table")!, StringComparison.Ordinal);
        Assert.Equal((422, 422, 422), ((await officer.SubmitAsync(Page(cadre), ("reason", "照片一致"))).Status, (await officer.SubmitAsync(Page(cadre), ("other", $"{person}"))).Status, (await officer.SubmitAsync(Page(cadre), ("other", $"{Guid.NewGuid()}"), ("reason", "照片一致"))).Status));
        Assert.Equal(alone, await Host.AskAsync<Guid>($"select person_id from cadres.cadre where id = '{cadre}'"));

        Assert.Equal(302, (await officer.SubmitAsync(Page(cadre), ("other", $"{person}"), ("reason", "照片、学历一致"))).Status);

        // The one whose number is known stays; both files say so, and why.
        Assert.Equal("990121********1234 05", await Host.AskAsync<string>($"select identity_mask || ' ' || nation from cadres.cadre where id = '{cadre}' and person_id = '{person}'"));
        Assert.Equal(0L, await Host.AskAsync<long>($"select count(*) from org.person where id = '{alone}'"));
        foreach (var file in new[] { cadre, member }) Assert.Equal("照片、学历一致", await Host.AskAsync<string>($"select reason from audit.entry where row_id = '{file}' and changes::text like '%合为一人%'"));
        await Host.DoAsync($"update cadres.cadre set name = '双知夏' where id = '{cadre}'");
        Assert.Equal("双知夏", await Host.AskAsync<string>($"select name from grassroots.member where id = '{member}'"));
        Assert.Contains("没有别的同名的人", (await officer.GetAsync(Page(cadre))).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2", "1980-05-01", "性别不同")]
    [InlineData("1", "1981-05-01", "出生年月不同")]
    [InlineData("1", "1980-05-01", "各有公民身份号码")]
    [InlineData("1", "1980-05-01", "各有一条记录")]
    [InlineData("1", "1980-05-01", "范围以外还有记录")]
    public async Task What_speaks_against_it_is_said_and_holds_whatever_the_form_says(string sex, string birth, string hindrance)
    {
        var name = "双" + hindrance[..2];
        var cadre = await office.CadreAsync(name);
        if (hindrance.Contains("号码", StringComparison.Ordinal)) await Host.DoAsync($"update org.person set identity_mask = '9', identity_index = sha256('{name}'), identity_cipher = sha256('{name}') where id = (select person_id from cadres.cadre where id = '{cadre}')");
        var (_, person) = await MemberAsync(name, sex, birth, hindrance.Contains("号码", StringComparison.Ordinal) ? "990121198005015678" : null);
        if (hindrance.Contains("一条记录", StringComparison.Ordinal)) await Host.DoAsync($"insert into cadres.cadre (locality_path, name, person_id, status, politics, unit_id, post_title) values ('{office.Path}', '{name}', '{person}', '1', '01', '{office.Unit}', '另一份')");
        if (hindrance.Contains("以外", StringComparison.Ordinal)) await Host.DoAsync($"insert into talent.talent (locality_path, name, person_id, category) select path, '{name}', '{person}', '1' from org.locality where code = '{TestHost.Neighbour}'");
        using var officer = await Host.SignInAsync(TestHost.County, "cadres.files.read", "cadres.files.edit");

        Assert.Contains(hindrance, (await officer.GetAsync(Page(cadre))).Text, StringComparison.Ordinal);
        var forced = await officer.SubmitAsync(Page(cadre), ("other", $"{person}"), ("reason", "硬要合并"));

        Assert.Equal(422, forced.Status);
        Assert.Contains(hindrance, forced.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await Host.AskAsync<long>($"select count(*) from org.person where id = '{person}'"));
        Assert.NotEqual(person, await Host.AskAsync<Guid>($"select person_id from cadres.cadre where id = '{cadre}'"));
    }
}

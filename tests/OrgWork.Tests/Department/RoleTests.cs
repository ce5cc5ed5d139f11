using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Department;

/// <summary>The roles a deployment is shipped with, each tried on what it must not open or write here: every register of the module, by address.</summary>
public sealed class RoleTests(DepartmentHost department) : IClassFixture<DepartmentHost>
{
    TestHost Host => department.Host;

    async Task<string[]> OfAsync(string role) => await Host.AskAsync<string[]>($"select array_agg(permission order by permission) from org.role_permission where role_id = '{role}'") ?? [];

    /// <summary>What the role may not be given, by the permission's middle or end; a dot stands before an end.</summary>
    [Theory]
    // Sees and decides elsewhere; writes nothing down here.
    [InlineData("leader", ".edit", ".conduct", ".approve", ".answer", ".report", "asked-opinions")]
    // Is asked and answers; the office's own control, conduct and discipline are not its business.
    [InlineData("township", "control", "governance", "clean", "discipline", "resident", "projects", "documents", "supervision", "guidance", "polls", "affairs", "rules", "calls", "tasks.edit", "burden.edit", "figures.edit", "asked-opinions")]
    // Looks at what everybody may: nothing confidential of it, nothing to write.
    [InlineData("reader", ".edit", ".conduct", ".approve", ".answer", ".report", ".view", ".open")]
    [InlineData("cadre_section", ".edit", ".conduct", ".approve", ".answer", ".view", ".open")]
    [InlineData("organisation_section", ".edit", ".conduct", ".approve", ".answer", ".open", "clean", "discipline", "resident.view")]
    [InlineData("talent_office", "tasks.edit", ".conduct", ".approve", ".answer", ".view", ".open", "control.edit", "burden.edit")]
    [InlineData("branch_secretary", "tasks", "control", "governance", "clean", "discipline", "resident", "burden", "calls", "figures", "affairs")]
    [InlineData("party_member", ".read", ".edit", ".conduct", ".approve", ".answer", ".report", "discipline", "clean", "personal-problems")]
    [InlineData("talent_self", "department.")]
    public async Task A_role_neither_holds_nor_opens_what_is_not_its_work(string role, params string[] not)
    {
        var held = await OfAsync(role);
        Predicate<string> IsBarred = permission => permission.StartsWith("department.", StringComparison.Ordinal) && Array.Exists(not, part => part[0] == '.' ? permission.EndsWith(part, StringComparison.Ordinal) : permission.Contains(part, StringComparison.Ordinal));
        Assert.DoesNotContain(held, IsBarred);

        using var browser = await Host.SignInAsync(TestHost.County, held.Length == 0 ? ["org.units.read"] : held);
        var module = Host.Platform.Current!.Modules.First(one => one.Manifest.Id == "department");
        var asked = 0;
        foreach (var register in module.Registers.Where(register => !register.IsLent))
        {
            if (IsBarred(register.ReadPermission)) await RefusedAsync(register.Id);
            else if (!register.IsLedger && !register.IsLaidOut && IsBarred(register.WritePermission)) await RefusedAsync(register.Id + "/new");
        }
        Assert.True(asked > 3, $"{role}: {asked}");

        async Task RefusedAsync(string address)
        {
            asked++;
            var answer = await browser.GetAsync($"{DepartmentHost.County}/{address}");
            Assert.True(answer.Status == 403, $"{role} {address}: {answer.Status}");
        }
    }

    /// <summary>What is decided with a form is refused to who may only look, though the form is sent by hand.</summary>
    [Fact]
    public async Task Deeds_are_refused_by_form_as_well()
    {
        using var office = await department.OfficeAsync();
        var paper = await DepartmentHost.EnterAsync(office, "issued-documents", ("title", "角色试发"), ("kind", "3"), ("office", "组织科"), ("drafter", "陶静"), ("receipt_due_on", DepartmentHost.Day(-3)), ("effective_on", DepartmentHost.Day(0)), ("content", "按要求落实。"));
        var register = Host.Platform.Current!.Modules.First(one => one.Manifest.Id == "department").Registers.First(one => one.Id == "issued-documents");
        foreach (var role in (string[])["leader", "reader", "township", "cadre_section"])
        {
            using var browser = await Host.SignInAsync(TestHost.County, await OfAsync(role));
            foreach (var deed in register.Deeds) Assert.Equal(403, (await browser.PostAsync($"{DepartmentHost.County}/issued-documents/deeds/{deed.Id}?id={paper}", ("on", DepartmentHost.Day(1)))).Status);
            Assert.Equal(403, (await browser.PostAsync($"{DepartmentHost.County}/issued-documents/{paper}/edit", ("title", "改了"))).Status);
            Assert.Equal(403, (await browser.PostAsync($"{DepartmentHost.County}/issued-documents/{paper}/remove", ("reason", "移走"))).Status);
        }
        Assert.Equal("角色试发", await Host.AskAsync<string>($"select title from department.issued_document where id = '{paper}' and removed_at is null"));
    }
}

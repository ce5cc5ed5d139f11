using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace OrgWork.Cadres.Recruitment;

/// <summary>The form of a new cadre's file, filled with what selection knows of the person: the officer looks it over, adds the number and saves.</summary>
[Needs("cadres.files.edit")]
public sealed class EnrolModel(Db db, Here here) : PageModel
{
    sealed record Recruit(string Name, string State, string? Sex, DateOnly? BirthOn, string Education, string? Degree, string School, string? Major, string Department, string? Post, DateOnly? EnteredOn, Guid? CadreId);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await db.FirstAsync<Recruit>("select name, state, sex, birth_on, education, degree, school, major, department, post, entered_on, cadre_id from recruit where id = @id and removed_at is null", new { id }, stop) is not { } one) return NotFound();
        if (one.CadreId is { } cadre) return Redirect(here.Url($"cadres/files/{cadre}"));
        if (one.State != "3")
        {
            TempData["Done"] = "到岗以后再建干部档案";
            return Redirect(here.Url($"cadres/recruits/{id}"));
        }
        Dictionary<string, string?> known = new()
        {
            ["name"] = one.Name, ["sex"] = one.Sex, ["birth_on"] = one.BirthOn is { } born ? Dates.Format(born) : null, ["post_title"] = one.Department + one.Post, ["full_time_education"] = one.Education, ["full_time_degree"] = one.Degree, ["full_time_school"] = one.School + one.Major,
            ["work_began_on"] = one.EnteredOn is { } from ? Month.Of(from).ToString() : null,
        };
        return Redirect(QueryHelpers.AddQueryString(here.Url("cadres/files/new"), known.Where(value => !string.IsNullOrEmpty(value.Value))));
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace OrgWork.Ui;

/// <summary>What was typed into the form of a step.</summary>
public sealed class StepForm
{
    public Step Step { get; private init; } = null!;
    public string On { get; private set; } = "";
    public string? Outcome { get; private set; }
    public string Other { get; private set; } = "";
    public string Batch { get; private set; } = "";
    public string Reason { get; private set; } = "";
    public string Approver { get; private set; } = "";
    public string ApprovedOn { get; private set; } = "";
    public HashSet<string> Papers { get; } = [];
    public Dictionary<string, string> Errors { get; } = [];
    Dictionary<string, string> Typed { get; } = [];
    Dictionary<string, string> Values { get; } = [];
    DateOnly on;
    DateOnly? approvedOn;
    Locality? other;

    public Locality? OtherPlace => other;

    /// <summary>The rows it names, by column.</summary>
    public IReadOnlyDictionary<string, object?> Rows => Values.Where(pair => Guid.TryParse(pair.Value, out _)).ToDictionary(pair => pair.Key, pair => (object?)Guid.Parse(pair.Value));

    public string TypedIn(Field field) => Typed.GetValueOrDefault(field.Column, "");

    public static StepForm New(Step step, CaseFacts? facts = null)
    {
        var form = new StepForm { Step = step, On = Dates.Format(facts?.Day(step.DayFact) ?? Clock.Today) };
        foreach (var field in step.AllFields) form.Typed[field.Column] = facts?.Input(field) is { Length: > 0 } known ? known : field.Default ?? "";
        return form;
    }

    /// <param name="prefix">before the names of what is recorded for each person apart</param>
    public static StepForm Read(Step step, IFormCollection posted, LocalityTree places, string prefix = "")
    {
        var form = new StepForm
        {
            Step = step, On = posted["on"].ToString().Trim(), Outcome = posted[prefix + "outcome"].ToString() is { Length: > 0 } own ? own : posted["outcome"], Other = posted["other"].ToString().Trim(), Batch = posted["batch"].ToString().Trim(),
            Reason = posted["reason"].ToString().Trim(), Approver = posted["approver"].ToString().Trim(), ApprovedOn = posted["approved_on"].ToString().Trim(),
        };
        if (Dates.TryParse(form.On, out form.on, out var fault)) { } else form.Errors["on"] = fault;
        if (form.ApprovedOn != "")
        {
            if (Dates.TryParse(form.ApprovedOn, out var day, out var wrong)) form.approvedOn = day;
            else form.Errors["approved_on"] = wrong;
        }
        form.other = places.Find(form.Other);
        if (step.ChoosesOther && form.Other != "" && form.other is null) form.Errors["other"] = $"没有代码为“{form.Other}”的区划，请从列表里选";
        // What belongs to another outcome is neither asked nor read.
        var fields = step.Fields.Concat(step.EachFields).Concat(step.Outcomes.FirstOrDefault(outcome => outcome.Id == form.Outcome)?.Fields ?? []).ToList();
        form.ReadFields([.. fields.Where(field => !step.EachFields.Contains(field))], posted, "");
        form.ReadFields(step.EachFields, posted, prefix);
        foreach (var document in step.AllDocuments)
            if (posted["paper." + step.AllDocuments.ToList().IndexOf(document).ToString(CultureInfo.InvariantCulture)].ToString() == "1") form.Papers.Add(document);
        return form;
    }

    void ReadFields(IReadOnlyList<Field> fields, IFormCollection posted, string prefix)
    {
        var mine = new FormCollection(fields.ToDictionary(field => field.Column, field => posted[prefix + field.Column]));
        var read = RegisterForm.Read(new() { Id = "step", Title = "", Noun = "", Table = "", ReadPermission = "", WritePermission = "", Fields = fields }, mine, Clock.Today);
        foreach (var field in fields)
        {
            Typed[field.Column] = read.Typed(field);
            if (read.Errors.TryGetValue(field.Column, out var fault)) Errors[field.Column] = fault;
            else if (CaseFacts.Write(read.Values.GetValueOrDefault(field.Column)) is { } value) Values[field.Column] = value;
        }
    }

    public StepInput Input(IReadOnlyList<KeptDocument> documents) => new(on, Outcome, Values)
    {
        Other = other, Documents = documents, Reason = Reason == "" ? null : Reason, Approver = Approver == "" ? null : Approver, ApprovedOn = approvedOn, Batch = Batch == "" ? null : Batch,
    };
}

/// <summary>One field on the form of a step.</summary>
public sealed record StepFieldView(Field Field, string Name, string Value, string? Error, string? PickUrl);

/// <summary>The form of a step with what the rules say to it.</summary>
public sealed record StepFormView(ProcedurePageModel Page, StepForm Form, Judgement? Judgement, CaseFacts Facts, bool IsBatch = false, bool IsCorrection = false, bool AsksBatch = false);

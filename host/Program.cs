using System.Globalization;
using OrgWork.Host;

CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("zh-Hans");
var asked = Commands.Root().Parse(args);
// What the library says itself (help, faults in what was typed) goes through our words.
using var said = new StringWriter();
using var wrong = new StringWriter();
var code = await asked.InvokeAsync(new() { Output = said, Error = wrong });
Console.Out.Write(Words.In(said.ToString()));
Console.Error.Write(Words.In(wrong.ToString()));
return asked.Errors.Count > 0 ? 2 : code;

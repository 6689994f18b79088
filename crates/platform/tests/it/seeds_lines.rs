//! What is wrong with a seed file is said with the line that is wrong (docs/seeds.md), also where
//! one part means another by its name, and where the platform's rules refuse it.

use crate::stage::Stage;

/// Adds a file to a world of its own, which refuses it: the sentence.
async fn refusal(text: &str) -> String {
    let stage = Stage::new().await;
    let wish = serde_json::json!({ "toml": text });
    let (status, told) = stage.post("/_control/seed", wish).await;
    assert_eq!(status.as_u16(), 400, "{text}\n{told}");
    told["error"]["message"].as_str().unwrap().to_owned()
}

const PROVIDER: &str = "[[provider]]\nname = \"Harbour\"\n";
const SHOP: &str = "[[provider]]\nname = \"Harbour\"\n[[business]]\nname = \"Shop\"\n\
                    [[waba]]\nname = \"Lucky Cat\"\n";

#[tokio::test]
async fn a_name_that_means_nothing_is_said_with_its_line() {
    let number = format!("{SHOP}[[waba.number]]\nnumber = \"+16505550110\"\n");
    for (text, said) in [
        (
            "[[business]]\nname = \"Shop\"\n[[waba]]\nname = \"Lucky Cat\"\n".to_owned(),
            "line 3, waba \"Lucky Cat\": there is no [[provider]], and this takes one: add it",
        ),
        (
            format!("{SHOP}provider = \"Port\"\n"),
            "line 7, waba \"Lucky Cat\": there is no [[provider]] named \"Port\": say one of \
             \"Harbour\"",
        ),
        (
            format!("{PROVIDER}admin = \"Nobody\"\n"),
            "line 3, provider \"Harbour\": there is no [[person]] named \"Nobody\": the seed has \
             none",
        ),
        (
            format!("{SHOP}[[business]]\nname = \"Other\"\n"),
            "line 5, waba \"Lucky Cat\": there are 2 businesses: say which in `business`, one of \
             \"Shop\", \"Other\"",
        ),
        (
            format!("{SHOP}[[business]]\nname = \"Shop\"\n"),
            "line 8, business \"Shop\": the name \"Shop\" stands twice, first in line 3: others \
             mean a [[business]] by its name, so give each its own",
        ),
        (
            format!("{SHOP}[[waba]]\nname = \"Lucky Cat\"\n[[code]]\nwaba = \"Lucky Cat\"\n"),
            "line 10, code[0]: the name \"Lucky Cat\" stands twice (lines 5 and 7): which [[waba]] \
             is meant cannot be told, so give each a name of its own",
        ),
        (
            format!("{SHOP}[[token]]\ntext = \"t\"\nholder = \"person\"\n"),
            "line 9, token[0]: say whose it is in `person`: the name of a [[person]]",
        ),
        (
            format!("{SHOP}[[token]]\ntext = \"t\"\nholder = \"app\"\nwabas = [\"Inn\"]\n"),
            "line 10, token[0]: there is no [[waba]] named \"Inn\": say one of \"Lucky Cat\"",
        ),
        (
            format!("{number}status = \"MIGRATED\"\nmoved_to = \"Inn\"\n"),
            "line 10, number +16505550110 of waba \"Lucky Cat\": there is no [[waba]] named \
             \"Inn\": say one of \"Lucky Cat\"",
        ),
    ] {
        assert_eq!(refusal(&text).await, said, "{text}");
    }
}

#[tokio::test]
async fn what_cannot_be_is_said_with_the_line_of_its_member() {
    let number = format!("{SHOP}[[waba.number]]\nnumber = \"+16505550110\"\n");
    for (text, said) in [
        (
            format!("{PROVIDER}country = \"ZZ\"\n"),
            "line 3, provider \"Harbour\": `country` is `ZZ`, which is no country",
        ),
        (
            format!("{number}quality = \"RED\"\n"),
            "line 9, number +16505550110 of waba \"Lucky Cat\": `quality` is earned by messages, \
             which takes a registered number: say `status = \"FLAGGED\"`",
        ),
        (
            format!("{number}# Red.\nquality = \"RED\"\nstatus = \"CONNECTED\"\n"),
            "line 11, number +16505550110 of waba \"Lucky Cat\": a number whose quality is `RED` \
             is flagged: say `status = \"FLAGGED\"`",
        ),
        (
            format!(
                "{SHOP}measure = {{ step = \"disable\", violation = \"SPAM\" }}\n\
                [[waba.number]]\nnumber = \"+16505550110\"\nstatus = \"CONNECTED\"\n"
            ),
            "line 10, number +16505550110 of waba \"Lucky Cat\": `status` came out as `BANNED`, \
             not `CONNECTED`: the `review` or the `measure` of its account made it so: say \
             `BANNED`",
        ),
        (
            format!("{number}status = \"RATE_LIMITED\"\n"),
            "line 9: `RATE_LIMITED` is not known here, say one of `PENDING`",
        ),
        (
            format!("{SHOP}[[code]]\nredirect_uri = \"https://elsewhere.example/\"\n"),
            "line 8, code[0]: `redirect_uri` is `https://elsewhere.example/`, but the app's \
             domains are provider.localhost, localhost",
        ),
        (
            format!("{SHOP}[[fault]]\nkind = \"earthquake\"\n"),
            "line 7, fault[0]: there is no word `earthquake`, but ",
        ),
        (
            format!("{SHOP}[[fault]]\nkind = {{ latency = {{ ms = \"x\" }} }}\n"),
            "line 7, fault[0]: there is the text \"x\", where a whole number from 0 belongs",
        ),
        (
            format!("{SHOP}[[fault]]\nkind = \"drop\"\nmatching = {{ waba_id = \"$INN\" }}\n"),
            "line 7, fault[0]: there is no name `$INN`",
        ),
        (
            format!("{PROVIDER}admin_token = \"t\"\n[[token]]\ntext = \"t\"\nholder = \"app\"\n"),
            "line 5, token[0]: `text`: `t` is the text of line 3, provider \"Harbour\", \
             `admin_token` already: give each its own",
        ),
    ] {
        let is = refusal(&text).await;
        assert!(is.starts_with(said), "{is}\n{said}\n{text}");
    }
}

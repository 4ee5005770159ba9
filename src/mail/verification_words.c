/* verification_words.c - see verification_words.h
 *
 * Certain is what nobody writes who only speaks of such a mail: it addresses the reader, and says what to do. Of other
 * words those of machines are asked alone.
 */
#include <config.h>

#include <stddef.h>

#include "verification_words.h"

const struct verification_row verification_words[] = {
	/* English */
	{ VERIFICATION_CODE, true, "your verification code is|your verification code:|verification code is:|"
	    "your confirmation code is|your security code is|your login code is|your sign-in code is|"
	    "your one-time code is|your one-time password is|your one-time passcode is|your passcode is|"
	    "your otp is|your access code is|your authentication code is|use this code to|"
	    "use the following code|use the code below|enter this code|enter the code below|"
	    "enter the following code|enter the verification code below|here is your verification code|"
	    "here is your login code|here's your verification code|here's your login code|"
	    "here is your one-time|this code will expire|this code expires|the code expires|"
	    "code is valid for|never share this code|do not share this code|don't share this code|"
	    "is your verification code|is your confirmation code|is your security code|is your login code|"
	    "is your one-time|is your authentication code|is your code|is your google verification code|"
	    "click the link below to sign in|click the button below to sign in|click here to sign in to|"
	    "click below to log in|click the link below to log in|use this link to sign in|"
	    "use the link below to log in|your magic link" },
	{ VERIFICATION_CONFIRM, true, "please verify your email|please verify your e-mail|"
	    "please confirm your email|please confirm your e-mail|to verify your email|to confirm your email|"
	    "to verify your e-mail|to confirm your e-mail|verify your email address|"
	    "confirm your email address|verify your e-mail address|confirm your e-mail address|"
	    "to verify your account|to confirm your account|to activate your account|to confirm your address|"
	    "to verify your address|to confirm your subscription|click here to confirm|click here to verify|"
	    "click here to activate|click the link below to verify|click the link below to confirm|"
	    "click the link below to activate|click on the link below to confirm|"
	    "click on the link below to verify|click on the link below to activate|"
	    "click the button below to verify|click the button below to confirm|"
	    "to complete your registration|to complete your sign up|to complete your signup|"
	    "to finish signing up|to finish creating your account|if you did not create an account|"
	    "if you didn't create an account|if you did not sign up|if you didn't sign up|"
	    "if you did not register|if you didn't register|confirm that this is your email|"
	    "confirm this is your email|requested to use this email address|to confirm that you own" },
	{ VERIFICATION_RESET, true, "click here to reset your password|"
	    "click the link below to reset your password|to reset your password, click|"
	    "to reset your password click|to reset your password, visit|to reset your password, follow|"
	    "click below to reset your password|click on the link below to reset|"
	    "click the button below to reset|we received a request to reset your password|"
	    "we received a request to reset the password|someone requested a password reset|"
	    "someone has requested a password reset|someone requested that the password|"
	    "someone has requested a link to change your password|"
	    "you recently requested to reset your password|you requested a password reset|"
	    "you have requested a password reset|"
	    "you are receiving this email because we received a password reset|"
	    "you're receiving this email because you requested a password reset|to choose a new password|"
	    "to set a new password|to set your password|if you did not request a password reset|"
	    "if you didn't request a password reset|if you did not request this|if you didn't request this|"
	    "if you did not make this request|if you didn't make this request|your temporary password is" },
	{ VERIFICATION_INVITE, true, "has invited you to join|invited you to join|"
	    "has invited you to collaborate|invited you to collaborate|you have been invited to join|"
	    "you've been invited to join|you are invited to join|you're invited to join|"
	    "accept this invitation|accept the invitation|"
	    "accept your invitation|click here to accept the invitation|to accept this invitation|"
	    "to join the workspace|to join the team, click|this invitation will expire|"
	    "this invite will expire|this invitation expires" },
	{ VERIFICATION_CODE, false, "verification code|confirmation code|security code|login code|"
	    "log-in code|sign-in code|sign in code|access code|one-time code|one-time password|"
	    "one-time passcode|one time password|one time code|one time passcode|authentication code|"
	    "two-factor code|2fa code|single-use code|magic link|sign-in link|sign in link|login link|"
	    "log in link|passcode|otp code|temporary code|activation code|validation code|registration code" },
	{ VERIFICATION_CONFIRM, false, "verify your email|confirm your email|verify your e-mail|"
	    "confirm your e-mail|verify email address|confirm email address|email verification|"
	    "e-mail verification|email confirmation|email address verification|confirm your account|"
	    "verify your account|activate your account|account activation|account verification|"
	    "account confirmation|complete your registration|complete your sign|confirm your registration|"
	    "confirm your subscription|confirm your identity|verify your identity|verify your domain|"
	    "domain verification|confirm your sign|finish setting up your account|confirm registration" },
	{ VERIFICATION_RESET, false, "reset your password|password reset|reset password|forgot your password|"
	    "forgotten password|password recovery|recover your account|account recovery|change your password|"
	    "set your password|create your password|choose a password|new password|temporary password" },
	{ VERIFICATION_INVITE, false, "invited you to|invitation to join|"
	    "invitation to collaborate|you have been invited|you've been invited|"
	    "accept invitation|accept invite|join your team|join the team on|join your workspace" },

	/* Spanish */
	{ VERIFICATION_CODE, true, "tu código de verificación es|su código de verificación es|"
	    "tu código de seguridad es|su código de seguridad es|tu código de acceso es|"
	    "su código de acceso es|tu código de confirmación es|su código de confirmación es|es tu código|"
	    "es su código|introduce este código|introduzca este código|ingresa este código|"
	    "ingrese este código|introduce el siguiente código|introduzca el siguiente código|"
	    "utiliza este código|utilice este código|usa este código|use este código|"
	    "utiliza el siguiente código|usa el siguiente código|este código caduca|este código expira|"
	    "este código caducará|el código caduca|el código expira|no compartas este código|"
	    "no comparta este código|haz clic para iniciar sesión|haga clic para iniciar sesión" },
	{ VERIFICATION_CONFIRM, true, "verifica tu correo|verifique su correo|confirma tu correo|"
	    "confirme su correo|confirma tu dirección de correo|confirme su dirección de correo|"
	    "verifica tu dirección de correo|verifique su dirección de correo|para verificar tu|"
	    "para verificar su|para confirmar tu correo|para confirmar su correo|para confirmar tu cuenta|"
	    "para confirmar su cuenta|para activar tu cuenta|para activar su cuenta|activa tu cuenta|"
	    "active su cuenta|para completar tu registro|para completar su registro|"
	    "para confirmar tu registro|para confirmar su registro|si no has creado una cuenta|"
	    "si usted no creó una cuenta|si no te has registrado|si no se ha registrado" },
	{ VERIFICATION_RESET, true, "para restablecer tu contraseña|para restablecer su contraseña|"
	    "para recuperar tu contraseña|para recuperar su contraseña|para cambiar tu contraseña|"
	    "para cambiar su contraseña|hemos recibido una solicitud para restablecer|"
	    "recibimos una solicitud para restablecer|has solicitado restablecer|ha solicitado restablecer|"
	    "si no has solicitado|si no ha solicitado|si no solicitaste|si usted no solicitó|"
	    "tu contraseña temporal es|su contraseña temporal es|para establecer una nueva contraseña|"
	    "para crear una nueva contraseña" },
	{ VERIFICATION_INVITE, true, "te ha invitado a unirte|le ha invitado a unirse|"
	    "te ha invitado a colaborar|has sido invitado a unirte|ha sido invitado a unirse|te han invitado a|"
	    "le han invitado a|acepta la invitación|acepte la invitación|aceptar esta invitación" },
	{ VERIFICATION_CODE, false, "código de verificación|código de confirmación|código de seguridad|"
	    "código de acceso|código de un solo uso|contraseña de un solo uso|código de autenticación|"
	    "código de inicio de sesión|código de activación|enlace de acceso|enlace para iniciar sesión|"
	    "clave de acceso temporal" },
	{ VERIFICATION_CONFIRM, false, "verificación de correo|confirmación de correo|confirmar correo|"
	    "verificar correo|verifica tu cuenta|verifique su cuenta|confirma tu cuenta|confirme su cuenta|"
	    "activación de cuenta|activar cuenta|confirma tu registro|confirme su registro|"
	    "completa tu registro|complete su registro|confirma tu suscripción|confirme su suscripción|"
	    "verifica tu identidad" },
	{ VERIFICATION_RESET, false, "restablecer contraseña|restablecer tu contraseña|"
	    "restablecer su contraseña|restablece tu contraseña|restablezca su contraseña|"
	    "restablecimiento de contraseña|recuperar contraseña|recuperación de contraseña|"
	    "recupera tu contraseña|cambio de contraseña|nueva contraseña|olvidaste tu contraseña|"
	    "contraseña temporal" },
	{ VERIFICATION_INVITE, false, "invitación para unirte|invitación para unirse|aceptar invitación" },

	/* French */
	{ VERIFICATION_CODE, true, "votre code de vérification est|votre code de sécurité est|"
	    "votre code de connexion est|votre code de confirmation est|votre code d'accès est|"
	    "ton code de vérification est|est votre code|saisissez ce code|entrez ce code|"
	    "saisissez le code suivant|entrez le code suivant|utilisez ce code|utilisez le code suivant|"
	    "ce code expire|ce code expirera|ce code est valable|ne partagez pas ce code|"
	    "ne communiquez jamais ce code|cliquez ici pour vous connecter" },
	{ VERIFICATION_CONFIRM, true, "confirmez votre adresse|vérifiez votre adresse|validez votre adresse|"
	    "confirmer votre adresse e-mail|pour confirmer votre adresse|pour vérifier votre adresse|"
	    "pour valider votre adresse|pour confirmer votre compte|pour activer votre compte|"
	    "pour valider votre compte|pour finaliser votre inscription|pour confirmer votre inscription|"
	    "pour valider votre inscription|activez votre compte|si vous n'avez pas créé de compte|"
	    "si vous n'êtes pas à l'origine" },
	{ VERIFICATION_RESET, true, "pour réinitialiser votre mot de passe|réinitialisez votre mot de passe|"
	    "nous avons reçu une demande de réinitialisation|vous avez demandé la réinitialisation|"
	    "vous avez demandé à réinitialiser|pour définir un nouveau mot de passe|"
	    "pour choisir un nouveau mot de passe|pour créer votre mot de passe|si vous n'avez pas demandé|"
	    "si vous n'avez pas fait cette demande|votre mot de passe temporaire est|"
	    "votre mot de passe provisoire est" },
	{ VERIFICATION_INVITE, true, "vous a invité à rejoindre|vous invite à rejoindre|"
	    "vous a invité à collaborer|vous avez été invité à rejoindre|vous êtes invité à rejoindre|"
	    "accepter cette invitation|acceptez l'invitation" },
	{ VERIFICATION_CODE, false, "code de vérification|code de confirmation|code de sécurité|"
	    "code de connexion|code d'accès|code à usage unique|mot de passe à usage unique|"
	    "code d'authentification|code d'activation|code de validation|lien de connexion|lien magique" },
	{ VERIFICATION_CONFIRM, false, "confirmation de votre adresse|vérification de votre adresse|"
	    "vérification de l'adresse|validation de votre adresse|validation de votre compte|"
	    "activation de votre compte|confirmez votre compte|vérifiez votre compte|"
	    "confirmez votre inscription|validez votre inscription|finalisez votre inscription|"
	    "confirmez votre abonnement|vérifiez votre identité" },
	{ VERIFICATION_RESET, false, "réinitialisation du mot de passe|"
	    "réinitialisation de votre mot de passe|réinitialiser votre mot de passe|"
	    "réinitialiser le mot de passe|mot de passe oublié|nouveau mot de passe|"
	    "changer votre mot de passe|mot de passe temporaire" },
	{ VERIFICATION_INVITE, false, "invitation à rejoindre|accepter l'invitation" },

	/* German */
	{ VERIFICATION_CODE, true, "ihr bestätigungscode lautet|ihr verifizierungscode lautet|"
	    "ihr sicherheitscode lautet|ihr anmeldecode lautet|ihr code lautet|dein bestätigungscode lautet|"
	    "dein verifizierungscode lautet|dein sicherheitscode lautet|dein code lautet|"
	    "ihr bestätigungscode ist|ihr verifizierungscode ist|ihr einmalpasswort|ist ihr bestätigungscode|"
	    "ist dein bestätigungscode|ist ihr verifizierungscode|ist ihr code|geben sie diesen code|"
	    "gib diesen code|geben sie den folgenden code|gib den folgenden code|verwenden sie diesen code|"
	    "verwende diesen code|verwenden sie den folgenden code|dieser code ist|dieser code läuft|"
	    "der code ist gültig|der code läuft|geben sie diesen code niemals|teile diesen code|"
	    "klicken sie hier, um sich anzumelden|klicken sie auf den folgenden link, um sich anzumelden" },
	{ VERIFICATION_CONFIRM, true, "bestätigen sie ihre e-mail|bestätige deine e-mail|"
	    "bestätigen sie bitte ihre e-mail|bitte bestätigen sie ihre e-mail|bitte bestätige deine e-mail|"
	    "bestätigen sie ihre registrierung|bestätige deine registrierung|"
	    "um ihre e-mail-adresse zu bestätigen|um deine e-mail-adresse zu bestätigen|"
	    "um ihr konto zu aktivieren|um dein konto zu aktivieren|um ihr konto zu bestätigen|"
	    "um ihre registrierung abzuschließen|um deine registrierung abzuschließen|"
	    "um ihre anmeldung zu bestätigen|aktivieren sie ihr konto|aktiviere dein konto|"
	    "aktivieren sie ihr benutzerkonto|wenn sie kein konto erstellt|falls sie kein konto erstellt|"
	    "wenn sie sich nicht registriert|falls sie sich nicht registriert|falls sie sich nicht angemeldet" },
	{ VERIFICATION_RESET, true, "um ihr passwort zurückzusetzen|um dein passwort zurückzusetzen|"
	    "um ihr kennwort zurückzusetzen|setzen sie ihr passwort zurück|setze dein passwort zurück|"
	    "wir haben eine anfrage zum zurücksetzen|sie haben angefordert, ihr passwort|"
	    "sie haben das zurücksetzen ihres passworts|um ein neues passwort zu|um ein neues kennwort zu|"
	    "wenn sie dies nicht angefordert|falls sie dies nicht angefordert|wenn du dies nicht angefordert|"
	    "falls du dies nicht angefordert|wenn sie diese anfrage nicht|falls sie diese anfrage nicht|"
	    "ihr vorläufiges passwort|ihr temporäres passwort lautet|ihr initialpasswort lautet" },
	{ VERIFICATION_INVITE, true, "hat sie eingeladen|hat dich eingeladen|sie wurden eingeladen|"
	    "du wurdest eingeladen|sie sind eingeladen, beizutreten|einladung annehmen|"
	    "nehmen sie die einladung an|nimm die einladung an" },
	{ VERIFICATION_CODE, false, "bestätigungscode|verifizierungscode|sicherheitscode|anmeldecode|"
	    "zugangscode|einmalcode|einmalpasswort|einmalkennwort|authentifizierungscode|aktivierungscode|"
	    "anmeldelink|freischaltcode|zwei-faktor-code" },
	{ VERIFICATION_CONFIRM, false, "e-mail-adresse bestätigen|e-mail bestätigen|bestätigung ihrer e-mail|"
	    "bestätigung deiner e-mail|e-mail-bestätigung|bestätigen sie ihr konto|bestätige dein konto|"
	    "konto bestätigen|konto aktivieren|kontoaktivierung|aktivierung ihres kontos|"
	    "registrierung bestätigen|registrierung abschließen|anmeldung bestätigen|verifizieren sie|"
	    "verifiziere dein|bestätigung ihrer registrierung|bestätigen sie ihre anmeldung|"
	    "identität bestätigen" },
	{ VERIFICATION_RESET, false, "passwort zurücksetzen|kennwort zurücksetzen|"
	    "zurücksetzen ihres passworts|zurücksetzen deines passworts|zurücksetzung ihres passworts|"
	    "passwort vergessen|kennwort vergessen|neues passwort|neues kennwort|passwort ändern|"
	    "passwort-reset" },

	/* Italian */
	{ VERIFICATION_CODE, true, "il tuo codice di verifica è|il suo codice di verifica è|"
	    "il codice di verifica è|il tuo codice di accesso è|il tuo codice di sicurezza è|il tuo codice è|"
	    "è il tuo codice|inserisci questo codice|inserisci il seguente codice|"
	    "inserire il seguente codice|inserire questo codice|usa questo codice|utilizza questo codice|"
	    "utilizza il seguente codice|questo codice scade|questo codice scadrà|il codice scade|"
	    "il codice è valido|non condividere questo codice" },
	{ VERIFICATION_CONFIRM, true, "conferma il tuo indirizzo|verifica il tuo indirizzo|"
	    "confermi il suo indirizzo|verifichi il suo indirizzo|per confermare il tuo indirizzo|"
	    "per verificare il tuo indirizzo|per confermare il suo indirizzo|per attivare il tuo account|"
	    "per attivare il suo account|per confermare il tuo account|per completare la registrazione|"
	    "per confermare la registrazione|attiva il tuo account|se non hai creato un account|"
	    "se non ti sei registrato" },
	{ VERIFICATION_RESET, true, "per reimpostare la password|per reimpostare la tua password|"
	    "per ripristinare la password|per ripristinare la tua password|"
	    "abbiamo ricevuto una richiesta di reimpostazione|hai richiesto di reimpostare|"
	    "hai richiesto il ripristino|per impostare una nuova password|per scegliere una nuova password|"
	    "se non hai richiesto|se non ha richiesto|se non sei stato tu a richiedere|"
	    "la tua password temporanea è" },
	{ VERIFICATION_INVITE, true, "ti ha invitato a partecipare|ti ha invitato a unirti|"
	    "ti ha invitato a collaborare|sei stato invitato a collaborare|la invita a partecipare|accetta l'invito|"
	    "accettare l'invito" },
	{ VERIFICATION_CODE, false, "codice di verifica|codice di conferma|codice di sicurezza|"
	    "codice di accesso|codice monouso|password monouso|codice di autenticazione|"
	    "codice di attivazione|link di accesso|codice otp" },
	{ VERIFICATION_CONFIRM, false, "conferma la tua email|verifica la tua email|conferma indirizzo email|"
	    "verifica indirizzo email|conferma dell'indirizzo|verifica dell'indirizzo|"
	    "conferma il tuo account|verifica il tuo account|attivazione account|attivazione dell'account|"
	    "conferma registrazione|conferma la registrazione|completa la registrazione|conferma l'iscrizione" },
	{ VERIFICATION_RESET, false, "reimposta la password|reimposta la tua password|"
	    "reimpostazione della password|reimpostazione password|ripristino password|"
	    "ripristina la password|recupero password|password dimenticata|hai dimenticato la password|"
	    "nuova password|cambia la password" },
	{ VERIFICATION_INVITE, false, "invito a collaborare" },

	/* Portuguese */
	{ VERIFICATION_CODE, true, "seu código de verificação é|o seu código de verificação é|"
	    "seu código de segurança é|seu código de acesso é|seu código de confirmação é|seu código é|"
	    "o teu código é|é o seu código|insira este código|introduza este código|digite este código|"
	    "insira o código abaixo|digite o código abaixo|use este código|utilize este código|"
	    "use o código abaixo|utilize o seguinte código|este código expira|este código expirará|"
	    "o código expira|o código é válido|não compartilhe este código|não partilhe este código" },
	{ VERIFICATION_CONFIRM, true, "confirme seu e-mail|confirme o seu e-mail|confirme seu email|"
	    "confirme o seu email|confirme seu endereço|confirme o seu endereço|verifique seu e-mail|"
	    "verifique o seu e-mail|verifique seu endereço|verifique o seu endereço|para confirmar seu|"
	    "para confirmar o seu|para verificar seu|para verificar o seu|para ativar sua conta|"
	    "para ativar a sua conta|para activar a sua conta|para concluir seu cadastro|"
	    "para concluir o seu registo|para confirmar sua conta|para confirmar a sua conta|ative sua conta|"
	    "ative a sua conta|se você não criou uma conta|se não criou uma conta|se você não se cadastrou|"
	    "se não se registou" },
	{ VERIFICATION_RESET, true, "para redefinir sua senha|para redefinir a sua senha|"
	    "para repor a sua palavra-passe|para redefinir a palavra-passe|para recuperar sua senha|"
	    "recebemos uma solicitação para redefinir|recebemos um pedido para redefinir|"
	    "recebemos um pedido para repor|você solicitou a redefinição|solicitou a redefinição|"
	    "para criar uma nova senha|para definir uma nova senha|se você não solicitou|se não solicitou|"
	    "se não fez este pedido|sua senha temporária é" },
	{ VERIFICATION_INVITE, true, "convidou você para participar|convidou-o para|"
	    "convidou você para colaborar|convidou você para se juntar|você foi convidado para participar|"
	    "aceite o convite|aceitar o convite|aceitar este convite" },
	{ VERIFICATION_CODE, false, "código de verificação|código de confirmação|código de segurança|"
	    "código de acesso|código de uso único|senha de uso único|código de autenticação|código de login|"
	    "código de ativação|código de validação|link de acesso|token de acesso" },
	{ VERIFICATION_CONFIRM, false, "confirmação de e-mail|confirmação de email|verificação de e-mail|"
	    "verificação de email|confirmar e-mail|confirme sua conta|confirme a sua conta|"
	    "verifique sua conta|ativação de conta|ativação da conta|confirme seu cadastro|"
	    "confirme o seu registo|conclua seu cadastro|confirme sua inscrição|confirme a sua inscrição" },
	{ VERIFICATION_RESET, false, "redefinir senha|redefinir sua senha|redefina sua senha|"
	    "redefinir a sua senha|redefinição de senha|redefinir palavra-passe|redefinição da palavra-passe|"
	    "recuperação de senha|recuperar senha|esqueceu sua senha|esqueceu a senha|nova senha|"
	    "nova palavra-passe|repor a palavra-passe" },
	{ VERIFICATION_INVITE, false, "convite para colaborar" },

	/* Catalan */
	{ VERIFICATION_CODE, true, "el teu codi de verificació és|el vostre codi de verificació és|"
	    "el seu codi de verificació és|introdueix aquest codi|introduïu aquest codi|aquest codi caduca" },
	{ VERIFICATION_CONFIRM, true, "confirma la teva adreça|confirmeu la vostra adreça|"
	    "verifica la teva adreça|verifiqueu la vostra adreça|per activar el teu compte|"
	    "per activar el vostre compte|per confirmar la teva adreça|per completar el registre" },
	{ VERIFICATION_RESET, true, "per restablir la contrasenya|per restablir la teva contrasenya|"
	    "hem rebut una sol·licitud per restablir|si no has sol·licitat|si no heu sol·licitat" },
	{ VERIFICATION_INVITE, true, "t'ha convidat a|us ha convidat a|has estat convidat a|"
	    "accepta la invitació|accepteu la invitació" },
	{ VERIFICATION_CODE, false, "codi de verificació|codi de confirmació|codi de seguretat|codi d'accés|"
	    "codi d'un sol ús" },
	{ VERIFICATION_CONFIRM, false, "verificació del correu|confirma el teu compte|confirmeu el compte|"
	    "activa el teu compte|activeu el compte|activació del compte|confirma el registre" },
	{ VERIFICATION_RESET, false, "restablir la contrasenya|restableix la contrasenya|"
	    "restabliment de contrasenya|recuperar la contrasenya|nova contrasenya" },

	/* Dutch */
	{ VERIFICATION_CODE, true, "je verificatiecode is|uw verificatiecode is|je beveiligingscode is|"
	    "uw beveiligingscode is|je inlogcode is|uw inlogcode is|is je verificatiecode|"
	    "is uw verificatiecode|is je code|is uw code|voer deze code in|vul deze code in|"
	    "gebruik deze code|gebruik de volgende code|voer de volgende code in|deze code verloopt|"
	    "deze code is geldig|de code is geldig|deel deze code nooit|deel deze code met niemand" },
	{ VERIFICATION_CONFIRM, true, "bevestig je e-mailadres|bevestig uw e-mailadres|"
	    "verifieer je e-mailadres|verifieer uw e-mailadres|om je e-mailadres te bevestigen|"
	    "om uw e-mailadres te bevestigen|om je account te activeren|om uw account te activeren|"
	    "om je registratie te voltooien|om uw registratie te voltooien|activeer je account|"
	    "activeer uw account|als je geen account hebt aangemaakt|als u geen account hebt aangemaakt" },
	{ VERIFICATION_RESET, true, "om je wachtwoord opnieuw in te stellen|"
	    "om uw wachtwoord opnieuw in te stellen|om je wachtwoord te wijzigen|"
	    "om uw wachtwoord te herstellen|we hebben een verzoek ontvangen om|"
	    "wij hebben een verzoek ontvangen om|om een nieuw wachtwoord|als je dit niet hebt aangevraagd|"
	    "als u dit niet hebt aangevraagd|heb je dit niet aangevraagd|heeft u dit niet aangevraagd|"
	    "je tijdelijke wachtwoord is|uw tijdelijke wachtwoord is" },
	{ VERIFICATION_INVITE, true, "heeft je uitgenodigd|heeft u uitgenodigd|je bent uitgenodigd|"
	    "u bent uitgenodigd|accepteer de uitnodiging|uitnodiging accepteren" },
	{ VERIFICATION_CODE, false, "verificatiecode|bevestigingscode|beveiligingscode|inlogcode|"
	    "toegangscode|eenmalige code|eenmalig wachtwoord|activeringscode|activatiecode|inloglink" },
	{ VERIFICATION_CONFIRM, false, "e-mailadres bevestigen|e-mail bevestigen|e-mailverificatie|"
	    "bevestiging van je e-mailadres|bevestiging van uw e-mailadres|account activeren|"
	    "bevestig je account|bevestig uw account|bevestig je registratie|bevestig uw registratie|"
	    "bevestig je inschrijving|bevestig uw inschrijving" },
	{ VERIFICATION_RESET, false, "wachtwoord opnieuw instellen|wachtwoord resetten|wachtwoord herstellen|"
	    "reset je wachtwoord|reset uw wachtwoord|stel je wachtwoord|stel uw wachtwoord|"
	    "wachtwoord vergeten|nieuw wachtwoord" },

	/* Polish */
	{ VERIFICATION_CODE, true, "twój kod weryfikacyjny to|twój kod to|twój kod bezpieczeństwa to|"
	    "oto twój kod|kod weryfikacyjny:|wpisz ten kod|wprowadź ten kod|wprowadź poniższy kod|"
	    "użyj tego kodu|użyj poniższego kodu|kod jest ważny|kod wygaśnie|nie udostępniaj tego kodu" },
	{ VERIFICATION_CONFIRM, true, "potwierdź swój adres|zweryfikuj swój adres|aby potwierdzić swój adres|"
	    "aby potwierdzić adres|aby zweryfikować adres|aby aktywować konto|aby aktywować swoje konto|"
	    "aby dokończyć rejestrację|aby potwierdzić rejestrację|aktywuj swoje konto|"
	    "jeśli nie zakładałeś konta|jeżeli nie zakładałeś konta" },
	{ VERIFICATION_RESET, true, "aby zresetować hasło|aby ustawić nowe hasło|aby zmienić hasło|"
	    "otrzymaliśmy prośbę o zresetowanie|otrzymaliśmy prośbę o reset|jeśli to nie ty|"
	    "jeśli nie prosiłeś|jeżeli nie prosiłeś|twoje hasło tymczasowe" },
	{ VERIFICATION_INVITE, true, "zaprosił cię do|zaprosiła cię do|zaprasza cię do|zostałeś zaproszony|"
	    "zaakceptuj zaproszenie|przyjmij zaproszenie" },
	{ VERIFICATION_CODE, false, "kod weryfikacyjny|kod potwierdzający|kod bezpieczeństwa|kod logowania|"
	    "kod jednorazowy|jednorazowy kod|hasło jednorazowe|kod aktywacyjny|kod dostępu|"
	    "kod uwierzytelniający|link do logowania" },
	{ VERIFICATION_CONFIRM, false, "potwierdź adres|potwierdzenie adresu|weryfikacja adresu|"
	    "weryfikacja konta|potwierdź konto|aktywacja konta|aktywuj konto|potwierdź rejestrację|"
	    "potwierdzenie rejestracji" },
	{ VERIFICATION_RESET, false, "reset hasła|resetowanie hasła|zresetuj hasło|zmiana hasła|"
	    "odzyskiwanie hasła|nie pamiętasz hasła|nowe hasło|przypomnienie hasła" },

	/* Swedish, Danish, Norwegian, Finnish */
	{ VERIFICATION_CODE, true, "din verifieringskod är|din säkerhetskod är|din inloggningskod är|"
	    "din engångskod är|ange den här koden|använd den här koden|koden är giltig|koden upphör|"
	    "din bekræftelseskode er|din sikkerhedskode er|din engangskode er|din kode er|indtast denne kode|"
	    "brug denne kode|koden udløber|din bekreftelseskode er|din sikkerhetskode er|"
	    "skriv inn denne koden|bruk denne koden|koden utløper|vahvistuskoodisi on|turvakoodisi on|"
	    "kertakäyttökoodisi on|syötä tämä koodi|käytä tätä koodia|koodi vanhenee|koodi on voimassa" },
	{ VERIFICATION_CONFIRM, true, "bekräfta din e-postadress|verifiera din e-postadress|"
	    "för att bekräfta din e-post|för att aktivera ditt konto|aktivera ditt konto|bekræft din e-mail|"
	    "bekræft din mail|for at bekræfte din|for at aktivere din konto|aktiver din konto|"
	    "bekreft e-postadressen din|bekreft din e-post|for å bekrefte e-post|for å aktivere kontoen|"
	    "aktiver kontoen din|vahvista sähköpostiosoitteesi|vahvista sähköpostisi|"
	    "vahvistaaksesi sähköpostiosoitteesi|aktivoi tilisi|aktivoidaksesi tilisi" },
	{ VERIFICATION_RESET, true, "för att återställa ditt lösenord|återställ ditt lösenord|"
	    "vi har fått en begäran om att återställa|om du inte begärde|om du inte har begärt|"
	    "for at nulstille din adgangskode|nulstil din adgangskode|hvis du ikke har anmodet|"
	    "hvis du ikke har bedt om|for å tilbakestille passordet|tilbakestill passordet ditt|"
	    "hvis du ikke ba om|nollataksesi salasanasi|palauttaaksesi salasanasi|nollaa salasanasi|"
	    "jos et pyytänyt|jos et ole pyytänyt" },
	{ VERIFICATION_INVITE, true, "har bjudit in dig|du har blivit inbjuden|acceptera inbjudan|"
	    "har inviteret dig|du er blevet inviteret|accepter invitationen|har invitert deg|du er invitert|"
	    "godta invitasjonen|on kutsunut sinut|sinut on kutsuttu|hyväksy kutsu" },
	{ VERIFICATION_CODE, false, "verifieringskod|bekräftelsekod|säkerhetskod|inloggningskod|engångskod|"
	    "engångslösenord|aktiveringskod|bekræftelseskode|sikkerhedskode|engangskode|engangsadgangskode|"
	    "aktiveringskode|bekreftelseskode|sikkerhetskode|engangskode|engangspassord|vahvistuskoodi|"
	    "turvakoodi|kertakäyttökoodi|kertakäyttöinen koodi|kirjautumiskoodi|aktivointikoodi" },
	{ VERIFICATION_CONFIRM, false, "bekräfta e-postadress|bekräfta din registrering|bekräfta ditt konto|"
	    "verifiera ditt konto|kontoaktivering|bekræft din konto|bekræft din tilmelding|"
	    "bekreft kontoen din|bekreft registreringen|sähköpostiosoitteen vahvistus|sähköpostin vahvistus|"
	    "vahvista tilisi|vahvista rekisteröityminen" },
	{ VERIFICATION_RESET, false, "återställ lösenord|återställning av lösenord|glömt lösenord|"
	    "nytt lösenord|nulstil adgangskode|nulstilling af adgangskode|glemt adgangskode|ny adgangskode|"
	    "nulstil kodeord|tilbakestill passord|tilbakestilling av passord|glemt passord|nytt passord|"
	    "salasanan palautus|salasanan nollaus|unohtunut salasana|uusi salasana|salasanan vaihto" },

	/* Czech, Hungarian, Romanian */
	{ VERIFICATION_CODE, true, "váš ověřovací kód je|váš bezpečnostní kód je|zadejte tento kód|"
	    "zadejte následující kód|použijte tento kód|platnost kódu|kód je platný|az ön ellenőrző kódja|"
	    "az ön megerősítő kódja|a megerősítő kódod|írja be ezt a kódot|használja ezt a kódot|"
	    "a kód érvényes|codul dvs. de verificare este|codul dumneavoastră de verificare este|"
	    "codul tău de verificare este|introduceți acest cod|introdu acest cod|folosiți acest cod|"
	    "folosește acest cod|codul expiră|codul este valabil" },
	{ VERIFICATION_CONFIRM, true, "potvrďte svou e-mailovou|potvrďte svůj e-mail|ověřte svou e-mailovou|"
	    "pro potvrzení e-mailu|pro aktivaci účtu|aktivujte svůj účet|pro dokončení registrace|"
	    "erősítse meg e-mail|erősítsd meg az e-mail|az e-mail-cím megerősítéséhez|a fiók aktiválásához|"
	    "aktiválja fiókját|a regisztráció befejezéséhez|confirmați adresa de e-mail|"
	    "confirmă adresa de e-mail|verificați adresa de e-mail|verifică adresa de e-mail|"
	    "confirmați adresa de email|confirmă adresa de email|pentru a confirma adresa|"
	    "pentru a activa contul|activați contul|activează-ți contul|pentru a finaliza înregistrarea" },
	{ VERIFICATION_RESET, true, "pro obnovení hesla|pro obnovu hesla|obdrželi jsme žádost o obnovení|"
	    "obdrželi jsme žádost o změnu hesla|pokud jste o změnu nežádali|pokud jste o to nežádali|"
	    "a jelszó visszaállításához|jelszava visszaállításához|ha nem ön kérte|ha nem te kérted|"
	    "pentru a reseta parola|pentru a vă reseta parola|pentru resetarea parolei|"
	    "am primit o solicitare de resetare|dacă nu ați solicitat|dacă nu ai solicitat" },
	{ VERIFICATION_INVITE, true, "vás pozval do|vás pozvala do|byli jste pozváni|přijmout pozvánku|"
	    "meghívta önt|meghívott téged|fogadja el a meghívást|v-a invitat să|te-a invitat să|"
	    "ați fost invitat să|ai fost invitat să|acceptați invitația|acceptă invitația" },
	{ VERIFICATION_CODE, false, "ověřovací kód|potvrzovací kód|bezpečnostní kód|jednorázový kód|"
	    "jednorázové heslo|přihlašovací kód|aktivační kód|ellenőrző kód|megerősítő kód|biztonsági kód|"
	    "egyszer használatos kód|egyszer használatos jelszó|belépési kód|aktiváló kód|cod de verificare|"
	    "codul de verificare|cod de confirmare|codul de confirmare|cod de securitate|cod de acces|"
	    "parolă de unică folosință|cod de unică folosință|cod de activare" },
	{ VERIFICATION_CONFIRM, false, "potvrzení e-mailu|potvrzení registrace|ověření e-mailu|ověření účtu|"
	    "aktivace účtu|e-mail-cím megerősítése|regisztráció megerősítése|fiók aktiválása|"
	    "fiók megerősítése|confirmare adresă|confirmarea adresei|confirmare cont|activare cont|"
	    "activarea contului|confirmare înregistrare|confirmarea înregistrării" },
	{ VERIFICATION_RESET, false, "obnovení hesla|obnova hesla|reset hesla|zapomenuté heslo|změna hesla|"
	    "nové heslo|jelszó visszaállítása|jelszó-visszaállítás|elfelejtett jelszó|új jelszó|"
	    "resetare parolă|resetarea parolei|recuperare parolă|ați uitat parola|parolă nouă" },

	/* Russian and Ukrainian */
	{ VERIFICATION_CODE, true, "ваш код подтверждения|ваш проверочный код|ваш код безопасности|"
	    "ваш код для входа|ваш код входа|ваш код:|ваш одноразовый код|ваш одноразовый пароль|"
	    "введите этот код|введите следующий код|введите код ниже|используйте этот код|код действителен|"
	    "срок действия кода|никому не сообщайте|не сообщайте этот код|ваш код підтвердження|"
	    "ваш код перевірки|ваш код безпеки|введіть цей код|використайте цей код|код дійсний|"
	    "нікому не повідомляйте" },
	{ VERIFICATION_CONFIRM, true, "подтвердите свой адрес|подтвердите ваш адрес|"
	    "подтвердите адрес электронной|подтвердите свою электронную почту|чтобы подтвердить адрес|"
	    "чтобы подтвердить ваш|для подтверждения адреса|для подтверждения регистрации|"
	    "чтобы активировать аккаунт|для активации аккаунта|для активации учетной записи|"
	    "чтобы завершить регистрацию|для завершения регистрации|если вы не регистрировались|"
	    "если вы не создавали|підтвердьте свою адресу|підтвердіть свою адресу|"
	    "підтвердьте адресу електронної|щоб підтвердити адресу|для підтвердження реєстрації|"
	    "щоб активувати обліковий запис|для завершення реєстрації|якщо ви не реєструвалися" },
	{ VERIFICATION_RESET, true, "чтобы сбросить пароль|для сброса пароля|для восстановления пароля|"
	    "чтобы восстановить пароль|чтобы установить новый пароль|мы получили запрос на сброс|"
	    "мы получили запрос на восстановление|если вы не запрашивали|если вы не отправляли этот запрос|"
	    "ваш временный пароль|щоб скинути пароль|для скидання пароля|для відновлення пароля|"
	    "ми отримали запит на скидання|якщо ви не запитували|якщо ви не надсилали" },
	{ VERIFICATION_INVITE, true, "приглашает вас присоединиться|пригласил вас|пригласила вас|"
	    "вас пригласили|вы приглашены|принять приглашение|запрошує вас|запросив вас|вас запрошено|"
	    "прийняти запрошення" },
	{ VERIFICATION_CODE, false, "код подтверждения|проверочный код|код безопасности|код для входа|"
	    "код входа|одноразовый код|одноразовый пароль|код авторизации|код активации|ссылка для входа|"
	    "код доступа|код підтвердження|код перевірки|одноразовий код|одноразовий пароль|код безпеки|"
	    "код для входу" },
	{ VERIFICATION_CONFIRM, false, "подтверждение адреса|подтверждение электронной|"
	    "подтверждение регистрации|подтверждение аккаунта|подтвердите регистрацию|подтвердите аккаунт|"
	    "активация аккаунта|активация учетной записи|завершите регистрацию|підтвердження адреси|"
	    "підтвердження реєстрації|підтвердіть реєстрацію|активація облікового запису" },
	{ VERIFICATION_RESET, false, "сброс пароля|восстановление пароля|смена пароля|изменение пароля|"
	    "забыли пароль|новый пароль|скидання пароля|відновлення пароля|зміна пароля|новий пароль" },

	/* Turkish and Greek */
	{ VERIFICATION_CODE, true, "doğrulama kodunuz|güvenlik kodunuz|onay kodunuz|giriş kodunuz|"
	    "tek kullanımlık şifreniz|tek kullanımlık kodunuz|bu kodu girin|aşağıdaki kodu girin|"
	    "bu kodu kullanın|aşağıdaki kodu kullanın|kodun geçerlilik süresi|bu kodu kimseyle paylaşmayın|"
	    "ο κωδικός επαλήθευσής σας|ο κωδικός επαλήθευσης σας|ο κωδικός σας είναι|εισαγάγετε τον κωδικό|"
	    "εισάγετε τον κωδικό|χρησιμοποιήστε τον κωδικό|ο κωδικός λήγει" },
	{ VERIFICATION_CONFIRM, true, "e-posta adresinizi doğrulayın|e-posta adresinizi onaylayın|"
	    "e-postanızı doğrulayın|e-posta adresinizi doğrulamak için|hesabınızı etkinleştirmek için|"
	    "hesabınızı doğrulamak için|hesabınızı aktifleştirmek için|kaydınızı tamamlamak için|"
	    "επιβεβαιώστε τη διεύθυνση|επαληθεύστε τη διεύθυνση|επιβεβαιώστε το email|"
	    "για να επιβεβαιώσετε τη διεύθυνση|για να ενεργοποιήσετε τον λογαριασμό|"
	    "ενεργοποιήστε τον λογαριασμό|για να ολοκληρώσετε την εγγραφή" },
	{ VERIFICATION_RESET, true, "şifrenizi sıfırlamak için|parolanızı sıfırlamak için|"
	    "şifre sıfırlama talebi aldık|bu isteği siz yapmadıysanız|bu talebi siz yapmadıysanız|"
	    "για να επαναφέρετε τον κωδικό|για επαναφορά του κωδικού|λάβαμε ένα αίτημα για επαναφορά|"
	    "αν δεν ζητήσατε|εάν δεν ζητήσατε" },
	{ VERIFICATION_INVITE, true, "sizi davet etti|davet edildiniz|daveti kabul et|σας προσκάλεσε|"
	    "έχετε προσκληθεί|αποδοχή πρόσκλησης" },
	{ VERIFICATION_CODE, false, "doğrulama kodu|onay kodu|güvenlik kodu|giriş kodu|tek kullanımlık şifre|"
	    "tek kullanımlık kod|aktivasyon kodu|giriş bağlantısı|κωδικός επαλήθευσης|κωδικός επιβεβαίωσης|"
	    "κωδικός ασφαλείας|κωδικός μίας χρήσης|κωδικός μιας χρήσης|κωδικός σύνδεσης|κωδικός ενεργοποίησης" },
	{ VERIFICATION_CONFIRM, false, "e-posta doğrulama|e-posta onayı|e-posta adresi doğrulama|"
	    "hesap doğrulama|hesap aktivasyonu|hesabınızı doğrulayın|hesabınızı onaylayın|"
	    "hesabınızı etkinleştirin|üyelik onayı|επιβεβαίωση email|επιβεβαίωση διεύθυνσης|επαλήθευση email|"
	    "επαλήθευση διεύθυνσης|ενεργοποίηση λογαριασμού|επιβεβαίωση εγγραφής" },
	{ VERIFICATION_RESET, false, "şifre sıfırlama|parola sıfırlama|şifrenizi sıfırlayın|şifremi unuttum|"
	    "yeni şifre|yeni parola|επαναφορά κωδικού|επαναφορά του κωδικού|αλλαγή κωδικού|"
	    "ξεχάσατε τον κωδικό|νέος κωδικός" },

	/* Chinese, Japanese, Korean */
	{ VERIFICATION_CODE, true, "您的验证码是|您的验证码为|验证码是|验证码为|验证码：|验证码:|您的校验码|"
	    "您的动态码|请输入验证码|请勿将验证码|请勿泄露|分钟内有效|您的驗證碼|驗證碼為|驗證碼是|"
	    "請輸入驗證碼|分鐘內有效|認証コードは|認証コード：|認証コード:|確認コードは|確認コード：|"
	    "確認コード:|セキュリティコードは|ワンタイムパスワードは|ワンタイムパスワード：|次のコードを入力|"
	    "以下のコードを入力|コードを入力してください|コードの有効期限|인증번호는|인증번호:|인증 번호:|"
	    "인증 코드:|인증코드는|인증 코드는|확인 코드는|보안 코드는|아래 인증번호|인증번호를 입력|"
	    "코드를 입력해" },
	{ VERIFICATION_CONFIRM, true, "请验证您的邮箱|请确认您的邮箱|验证您的电子邮件|确认您的电子邮件|"
	    "点击以下链接激活|点击下面的链接激活|点击以下链接验证|点击下方链接验证|点击链接完成验证|"
	    "完成注册，请点击|请点击以下链接完成注册|激活您的账号|激活您的帐户|激活您的账户|請驗證您的|"
	    "請確認您的電子郵件|請點擊以下連結|啟用您的帳戶|メールアドレスの確認をお願い|"
	    "メールアドレスを確認してください|メールアドレスを認証|以下のリンクをクリックして登録|"
	    "以下のurlをクリックして登録|下記のurlをクリックして登録|下記urlより登録|登録を完了してください|"
	    "登録を完了するには|アカウントを有効化|アカウントを有効にする|이메일 주소를 인증|"
	    "이메일 주소를 확인해|이메일을 인증|아래 링크를 클릭하여 인증|아래 버튼을 클릭하여 인증|"
	    "가입을 완료하려면|계정을 활성화" },
	{ VERIFICATION_RESET, true, "重置您的密码|重置密码，请|点击以下链接重置密码|如果您没有请求|"
	    "如果不是您本人操作|如非本人操作|重設您的密碼|如果您沒有要求|如非本人|パスワードを再設定するには|"
	    "パスワードの再設定を|パスワードをリセットするには|パスワードリセットのリクエスト|"
	    "お心当たりがない場合|お心当たりのない場合|心当たりのない|비밀번호를 재설정하려면|"
	    "비밀번호 재설정을 요청|본인이 요청하지|요청하지 않으셨다면|요청하지 않은 경우" },
	{ VERIFICATION_INVITE, true, "邀请您加入|邀请你加入|邀请您参加|接受邀请|邀請您加入|邀請你加入|"
	    "接受邀請|招待されました|から招待|招待を承諾|招待を承認|に招待しました|초대했습니다|"
	    "초대하셨습니다|초대되었습니다|초대를 수락|초대 수락" },
	{ VERIFICATION_CODE, false, "验证码|校验码|动态密码|动态码|一次性密码|登录码|安全码|确认码|驗證碼|"
	    "一次性密碼|安全碼|認証コード|確認コード|セキュリティコード|ワンタイムパスワード|認証番号|"
	    "ログインコード|ログインリンク|인증번호|인증 번호|인증코드|인증 코드|확인 코드|보안 코드|"
	    "일회용 비밀번호|로그인 링크" },
	{ VERIFICATION_CONFIRM, false, "邮箱验证|验证邮箱|验证邮件|激活邮件|账号激活|帐户激活|账户激活|"
	    "激活账号|邮箱确认|注册确认|電子郵件驗證|信箱驗證|帳號啟用|帳戶啟用|帳號驗證|"
	    "メールアドレスの確認|メールアドレス認証|メールアドレス確認|登録確認|会員登録|仮登録|本登録|"
	    "アカウント認証|이메일 인증|메일 인증|이메일 확인|계정 활성화|회원가입 인증|가입 확인" },
	{ VERIFICATION_RESET, false, "重置密码|密码重置|找回密码|忘记密码|修改密码|重設密碼|密碼重設|"
	    "忘記密碼|パスワード再設定|パスワードの再設定|パスワードリセット|パスワードのリセット|"
	    "パスワード変更|パスワードをお忘れ|仮パスワード|비밀번호 재설정|비밀번호 초기화|비밀번호 찾기|"
	    "비밀번호 변경|임시 비밀번호" },

	{ VERIFICATION_KINDS, false, NULL }
};
